using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Lowering;

/// <summary>
/// The measure of the lowering is Npgsql itself: the same C# is read by us and run by EF Core 10; the SQL that EF Core
/// makes of it is read with PostgreSQL's grammar; both must come to the same changes.
/// </summary>
public sealed class LoweringTests
{
    public static IEnumerable<object[]> Operations() => MigrationSamples.All.Select(static (_, index) => new object[] { index, MigrationSamples.All[index].Name });

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_is_lowered_into_what_Npgsql_emits(int index, string name)
    {
        Assert.NotEmpty(name);
        var sample = MigrationSamples.All[index];
        var compilation = new TestProject().WithUp(sample.Up, "20240101000000_Sample" + index).Compile();
        var emitted = NpgsqlSql.Of(compilation).SelectMany(ReadSql).Select(ChangeText.Of);
        var lowered = Lower(compilation.SyntaxTrees.Single().GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First())
            .Select(WithoutWhatSqlCannotSay).Select(ChangeText.Of);
        Assert.True(Joined(emitted) == Joined(lowered), $"\nNpgsql:\n{Joined(emitted)}\nlowering:\n{Joined(lowered)}");
    }

    /// <summary>A call names the old type, the index's table, the constraint's kind, and sometimes no type; its SQL does not.</summary>
    private static SchemaChange WithoutWhatSqlCannotSay(SchemaChange change) => change switch
    {
        AlterColumnType type => type with { OldType = null },
        DropIndex index => index with { Table = null },
        AddColumn column => column with { Column = column.Column with { TypeDependsOnNpgsql = false } },
        DropConstraint constraint => constraint with { Kind = null },
        _ => change,
    };

    private static string Joined(IEnumerable<string> changes) => string.Join("\n", changes);

    private static IEnumerable<SchemaChange> ReadSql(string sql)
    {
        var reading = SqlReader.Read(sql);
        Assert.Null(reading.Error);
        return reading.Changes;
    }

    private static IEnumerable<SchemaChange> Lower(ClassDeclarationSyntax migration)
    {
        var reading = MigrationReader.Read(migration, names: null, CancellationToken.None);
        Assert.All(reading.Steps, static step => Assert.Empty(step.Step.Unknown));
        return ChangeSetLowering.Lower(reading.ToChangeSet(10), SchemaState.Empty).ChangeSet.Steps.SelectMany(static step => step.Changes);
    }
}
