using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Core.EfCore;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>A MigrationBuilder call while the code after it may still annotate it.</summary>
internal sealed class PendingOperation
{
    // Most operations have none of these.
    private Dictionary<string, object?>? annotations;
    private Dictionary<string, object?>? oldAnnotations;
    private List<PendingOperation>? columns;
    private Dictionary<string, PendingOperation>? columnsByMember;
    private List<PendingOperation>? constraints;
    private List<UnknownValue>? unknown;

    public PendingOperation(string method, SyntaxNode call, SyntaxNode callSite, int arguments = 0)
    {
        // One more: a column of CreateTable gets its name from outside.
        Arguments = new(arguments + 1, StringComparer.Ordinal);
        Sources = new(arguments, StringComparer.Ordinal);
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

    public Dictionary<string, Value> Arguments { get; }

    /// <summary>The expression of each argument that was written.</summary>
    public Dictionary<string, ExpressionSyntax> Sources { get; }

    public Dictionary<string, object?> Annotations => annotations ??= [];

    public Dictionary<string, object?> OldAnnotations => oldAnnotations ??= [];

    public List<PendingOperation> Columns => columns ??= [];

    /// <summary>CreateTable: the member name of each column in the anonymous object.</summary>
    public Dictionary<string, PendingOperation> ColumnsByMember => columnsByMember ??= [];

    public List<PendingOperation> Constraints => constraints ??= [];

    /// <summary>Parts that only running the code would tell.</summary>
    public List<UnknownValue> Unknown => unknown ??= [];

    public bool HasUnknown => unknown is not null;

    public bool HasAnnotation(string name, object value) =>
        annotations is not null && annotations.TryGetValue(name, out var found) && Equals(found, value);

    public string? ColumnName => Arguments.TryGetValue("name", out var name) && name is TextValue text ? text.Text : null;

    public EfOperation ToOperation()
    {
        var arguments = new Dictionary<string, object?>(Arguments.Count, StringComparer.Ordinal);
        foreach (var argument in Arguments)
        {
            arguments[argument.Key] = ValueConversion.ToArgument(argument.Value);
        }

        return new EfOperation
        {
            Method = Method,
            ClrType = ClrType,
            Arguments = arguments,
            Annotations = annotations?.ToImmutableDictionary() ?? ImmutableDictionary<string, object?>.Empty,
            OldAnnotations = oldAnnotations?.ToImmutableDictionary() ?? ImmutableDictionary<string, object?>.Empty,
            Columns = ToOperations(columns),
            Constraints = ToOperations(constraints),
        };
    }

    private static ImmutableArray<EfOperation> ToOperations(List<PendingOperation>? pending)
    {
        if (pending is null)
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
