using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules;

/// <summary>
/// A schema, a migration, and what is found in it:
/// <c>RuleTest.On("CREATE TABLE t (a int)").Migration("CREATE INDEX i ON t (a)").Finds("MIG1001")</c>.
/// The runtime sets lock_timeout unless a test says otherwise, since MIG4002 would be found everywhere.
/// </summary>
internal sealed class RuleTest
{
    private readonly SchemaState before;
    private SafetyOptions options = SafetyOptions.Default with { LockTimeoutSetByRuntime = true };
    private NewRelations newRelations = NewRelations.None;
    private ApplicationView application = ApplicationView.None;
    private ChangeSet? changeSet;
    private string[] blocks = [""];

    private RuleTest(SchemaState before) => this.before = before;

    public static RuleTest On(string ddl)
    {
        var reading = SqlReader.Read(ddl);
        Assert.Null(reading.Error);
        return new RuleTest(reading.Changes.Aggregate(SchemaState.Empty, static (state, change) => state.Apply(change)));
    }

    /// <summary>The schema after an earlier migration.</summary>
    public RuleTest After(params TestStep[] steps) => new(
        Lower(new ChangeSet { Id = "20250101000000_Earlier" }, steps).Steps
            .SelectMany(static step => step.Changes).Aggregate(before, static (state, change) => state.Apply(change)));

    /// <summary>Nothing is known of the schema.</summary>
    public static RuleTest OnUnknownSchema() => new(SchemaState.Empty);

    /// <summary>Sql(text, suppressTransaction: true)</summary>
    public static TestStep Outside(string sql) => new(sql, null, true);

    public RuleTest Version(int major) => With(o => o with { PostgresVersion = new PostgresVersion(major) });

    public RuleTest With(Func<SafetyOptions, SafetyOptions> change)
    {
        options = change(options);
        return this;
    }

    /// <summary>EF Core's models and the code around the migration.</summary>
    public RuleTest Application(ApplicationView view)
    {
        application = view;
        return this;
    }

    /// <summary>Tables that undeployed migrations before this one create.</summary>
    public RuleTest NewTables(params string[] names)
    {
        newRelations = newRelations with { Names = names.Select(static n => new QualifiedName(null, n)).ToImmutableHashSet() };
        return this;
    }

    /// <summary>A column that an undeployed migration before this one adds to an older table.</summary>
    public RuleTest NewColumn(string table, string column)
    {
        newRelations = newRelations with { Columns = newRelations.Columns.Add(new NewColumn(new QualifiedName(null, table), column)) };
        return this;
    }

    /// <summary>
    /// Only the rules of these blocks are looked at: a test about locks need not list what the same statement does to the
    /// running application (MIG2xxx) or to data (MIG3xxx).
    /// </summary>
    public RuleTest Only(params string[] idsBeginWith)
    {
        blocks = idsBeginWith;
        return this;
    }

    /// <summary>A migration: one step for each Sql() text or EF Core operation.</summary>
    public RuleTest Migration(params TestStep[] steps)
    {
        changeSet = Lower(new ChangeSet { Id = "20260101000000_Test" }, steps);
        return this;
    }

    /// <summary>What later migrations do, after the one under test.</summary>
    public RuleTest Later(string sql)
    {
        var own = changeSet!.Steps.SelectMany(static step => step.Changes);
        var after = own.Concat(SqlReader.Read(sql).Changes).Aggregate(before, static (state, change) => state.Apply(change));
        application = application with { SchemaAfterAll = () => after };
        return this;
    }

    /// <summary>The migration's Down: one step.</summary>
    public RuleTest Down(DownKind kind, string sql = "")
    {
        application = application with
        {
            Down = () => new DownMethod(kind, OnlyDropsOrRenames: false, after => Lower(new ChangeSet { Id = "20260101000000_Test" }, [sql], after)),
        };
        return this;
    }

    /// <summary>The project's code is at hand, and raises the command timeout or not.</summary>
    public RuleTest CommandTimeout(bool isRaised)
    {
        application = application with { RaisesCommandTimeout = () => isRaised };
        return this;
    }

    public RuleTest SqlFile(string sql)
    {
        changeSet = Lower(new ChangeSet { Id = "test.sql", IsSqlFile = true }, [sql]);
        return this;
    }

    private ChangeSet Lower(ChangeSet set, TestStep[] steps) => Lower(set, steps, before);

    private static ChangeSet Lower(ChangeSet set, TestStep[] steps, SchemaState state) => ChangeSetLowering.Lower(
        set with { Steps = steps.Select(static (step, index) => step.AsWritten(index)).ToImmutableArray() }, state).ChangeSet;

    public ImmutableArray<Finding> Findings
    {
        get
        {
            var code = application.Code is { } asked ? new AnsweredCode(asked) : null;
            var found = Analyze(RuleSelection.ByConcern, application with { Code = code });

            // A rule that did not say all it is about would miss something here. The code is not asked again: tests count questions.
            var all = Analyze(RuleSelection.All, application with { Code = code?.Again() });
            Assert.Equal(all.Select(Name), found.Select(Name));

            // What is more than a suggestion is found, in the same words, where nobody looks for suggestions.
            var warnings = Analyze(RuleSelection.WithoutSuggestions, application with { Code = code?.Again() });
            Assert.Equal(Warnings(all), Warnings(warnings));
            return found.Where(f => blocks.Any(b => f.Rule.Id.StartsWith(b, StringComparison.Ordinal))).ToImmutableArray();
        }
    }

    private static IEnumerable<string> Warnings(ImmutableArray<Finding> findings) =>
        findings.Where(static finding => finding.Severity > Severity.Info).Select(Name);

    private static string Name(Finding finding) => $"{finding.Step}: {finding.Rule.Id} {finding.Message}";

    private ImmutableArray<Finding> Analyze(RuleSelection selection, ApplicationView view) => RuleEngine.Analyze(
        changeSet ?? throw new InvalidOperationException("Migration(...) first"), before, options, newRelations, view, selection);

    /// <summary>Exactly these rules fire, in this order; no id means none.</summary>
    public ImmutableArray<Finding> Finds(params string[] ids)
    {
        var findings = Findings;
        Assert.True(
            ids.SequenceEqual(findings.Select(static f => f.Rule.Id)),
            "expected: " + string.Join(", ", ids) + "\nfound:\n" + string.Join("\n", findings.Select(static f => f.Rule.Id + " " + f.Message)));
        return findings;
    }

    /// <summary>Exactly one rule fires.</summary>
    public Finding FindsOne(string id) => Assert.Single(Finds(id));

    public void IsClean() => Finds();

    /// <summary>This rule is silent, whatever others say.</summary>
    public void IsCleanOf(string id) => Assert.DoesNotContain(id, Findings.Select(static f => f.Rule.Id));
}
