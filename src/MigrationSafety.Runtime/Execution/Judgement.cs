using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;

namespace MigrationSafety.Runtime.Execution;

/// <summary>The rules of the analyzer, asked about a migration that is about to run, against the schema that is there.</summary>
internal static class Judgement
{
    /// <summary>Warnings and errors, each with its id; empty where there are none.</summary>
    public static IReadOnlyList<string> Of(MigrationUnderWay migration, SchemaState state, PostgresVersion version)
    {
        var options = SafetyOptions.Default with
        {
            PostgresVersion = version,
            DeployedThrough = FirstDay.None,
            LockTimeoutSetByRuntime = true,
        };
        var changeSet = ChangeSetLowering.Lower(migration.ChangeSet, state).ChangeSet;
        return RuleEngine.Analyze(changeSet, state, options, NewRelations.None)
            .Where(static finding => finding.Severity >= Severity.Warning)
            .Select(static finding => finding.Rule.Id + ": " + finding.Message)
            .ToList();
    }
}
