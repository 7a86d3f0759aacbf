using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Text;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Reads a migration class's Up, or its Down.</summary>
internal static class MigrationReader
{
    private static readonly string[] NeededNames = { "table", "name" };

    /// <summary>Reads with the compiler's help for names that syntax alone does not tell; null: by syntax only.</summary>
    public static MigrationReading Read(ClassDeclarationSyntax migration, SemanticModel? model, CancellationToken cancellationToken) =>
        Read(migration, model is null ? null : new CompilationNames(model.Compilation, model, cancellationToken), cancellationToken);

    public static MigrationReading Read(ClassDeclarationSyntax migration, INameSource? names, CancellationToken cancellationToken) =>
        MigrationSyntax.FindUp(migration) is { } up
            ? Read(migration, up, names, cancellationToken)
            : new MigrationReading { Migration = migration, Id = IdOf(migration) };

    /// <summary>Reads Up or Down.</summary>
    public static MigrationReading Read(ClassDeclarationSyntax migration, MethodDeclarationSyntax method, INameSource? names, CancellationToken cancellationToken)
    {
        var interpreter = new Interpreter(migration, names, cancellationToken);
        var operations = interpreter.Run(method);
        var steps = ImmutableArray.CreateBuilder<MigrationStep>(operations.Count + 1);
        foreach (var operation in operations)
        {
            steps.Add(ToStep(operation, steps.Count));
        }

        if (interpreter.GaveUp)
        {
            steps.Add(Rest(method, steps.Count));
        }

        return new MigrationReading
        {
            Migration = migration,
            Id = IdOf(migration),
            Steps = steps.ToImmutable(),
            NeedsNames = interpreter.NeedsNames && names is null,
        };
    }

    private static string IdOf(ClassDeclarationSyntax migration) => MigrationSyntax.IdOf(migration) ?? MigrationSyntax.IdFromFile(migration);

    private static MigrationStep ToStep(PendingOperation operation, int index)
    {
        var unknown = operation.HasUnknown ? new List<UnknownValue>(operation.Unknown) : [];
        var sql = operation.Method == "Sql" && operation.Arguments.TryGetValue("sql", out var value) ? value : null;
        if (sql is UnknownValue unknownSql)
        {
            unknown.Add(unknownSql);
        }
        else if (operation.Method == "Sql" && sql is not (TextValue or TextBuilderValue or TextFileValue or ConstantValue) && operation.Sources.TryGetValue("sql", out var source))
        {
            unknown.Add(new UnknownValue(source));
        }

        if (sql is TextBuilderValue builder)
        {
            sql = builder.Content;
        }

        foreach (var needed in NeededNames)
        {
            if (operation.Method != "Sql" && operation.Arguments.TryGetValue(needed, out var name) && name is UnknownValue unknownName)
            {
                unknown.Add(unknownName);
            }
        }

        var isEf = operation.Method != "Sql" && BuilderMethods.Builder.ContainsKey(operation.Method);
        var text = sql as TextValue;
        return new MigrationStep
        {
            Step = new ChangeStep
            {
                Index = index,
                Method = operation.Method,
                SuppressTransaction = IsTrue(operation, "suppressTransaction") || IsConcurrent(operation),
                Operation = isEf ? operation.ToOperation() : null,
                Sql = text?.Text,
                Unknown = unknown.Count == 0
                    ? ImmutableArray<SqlProblem>.Empty
                    : unknown.Select(static part => new SqlProblem(ValueConversion.Short(part.Node), null)).ToImmutableArray(),
            },
            Call = operation.Call,
            CallSite = operation.CallSite,
            Arguments = operation.Sources,
            SqlMap = text?.Map,
            File = (sql as TextFileValue)?.File,
            UnknownPlaces = unknown.Count == 0
                ? ImmutableArray<Place>.Empty
                : unknown.Select(static part => Place.Of(part.Node)).ToImmutableArray(),
        };
    }

    /// <summary>What was left out of a method that is too long to be run here.</summary>
    private static MigrationStep Rest(MethodDeclarationSyntax up, int index) => new()
    {
        Step = new ChangeStep
        {
            Index = index,
            Method = "Up",
            Unknown = ImmutableArray.Create(new SqlProblem("the rest of Up, which is too long to be read", null)),
        },
        Call = up,
        CallSite = up,
        Arguments = ImmutableDictionary<string, ExpressionSyntax>.Empty,
        UnknownPlaces = ImmutableArray.Create(new Place(up.SyntaxTree, up.Identifier.Span)),
    };

    private static bool IsTrue(PendingOperation operation, string argument) =>
        operation.Arguments.TryGetValue(argument, out var value) && value is ConstantValue { Value: true };

    /// <summary>Npgsql runs CREATE INDEX CONCURRENTLY outside the transaction by itself.</summary>
    private static bool IsConcurrent(PendingOperation operation) =>
        operation.Method == "CreateIndex"
        && operation.HasAnnotation("Npgsql:CreatedConcurrently", true);
}
