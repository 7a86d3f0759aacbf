using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Core.EfCore;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>A MigrationBuilder call while the code after it may still annotate it.</summary>
internal sealed class PendingOperation
{
    public PendingOperation(string method, SyntaxNode call, SyntaxNode callSite)
    {
        Method = method;
        Call = call;
        CallSite = callSite;
    }

    public string Method { get; }

    /// <summary>The builder call (or Operations.Add) itself.</summary>
    public SyntaxNode Call { get; }

    /// <summary>The expression in Up that leads here: the call itself, or the call of a helper.</summary>
    public SyntaxNode CallSite { get; }

    public string? ClrType { get; set; }

    public Dictionary<string, Value> Arguments { get; } = [];

    /// <summary>The expression of each argument that was written.</summary>
    public Dictionary<string, ExpressionSyntax> Sources { get; } = [];

    public Dictionary<string, object?> Annotations { get; } = [];

    public Dictionary<string, object?> OldAnnotations { get; } = [];

    public List<PendingOperation> Columns { get; } = [];

    /// <summary>CreateTable: the member name of each column in the anonymous object.</summary>
    public Dictionary<string, PendingOperation> ColumnsByMember { get; } = [];

    public List<PendingOperation> Constraints { get; } = [];

    /// <summary>Parts that only running the code would tell.</summary>
    public List<UnknownValue> Unknown { get; } = [];

    public string? ColumnName => Arguments.TryGetValue("name", out var name) && name is TextValue text ? text.Text : null;

    public EfOperation ToOperation()
    {
        var arguments = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var argument in Arguments)
        {
            arguments[argument.Key] = ValueConversion.ToArgument(argument.Value);
        }

        return new EfOperation
        {
            Method = Method,
            ClrType = ClrType,
            Arguments = arguments.ToImmutable(),
            Annotations = Annotations.Count == 0
                ? ImmutableDictionary<string, object?>.Empty
                : Annotations.ToImmutableDictionary(),
            OldAnnotations = OldAnnotations.Count == 0
                ? ImmutableDictionary<string, object?>.Empty
                : OldAnnotations.ToImmutableDictionary(),
            Columns = ToOperations(Columns),
            Constraints = ToOperations(Constraints),
        };
    }

    private static ImmutableArray<EfOperation> ToOperations(List<PendingOperation> pending)
    {
        if (pending.Count == 0)
        {
            return ImmutableArray<EfOperation>.Empty;
        }

        var operations = ImmutableArray.CreateBuilder<EfOperation>(pending.Count);
        foreach (var operation in pending)
        {
            operations.Add(operation.ToOperation());
        }

        return operations.MoveToImmutable();
    }
}
