using System.Collections.Generic;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>Keeps one finding for each rule and statement: the first.</summary>
internal sealed class FindingCollector
{
    private readonly ChangeSet changeSet;
    private readonly HashSet<Said> seen = new();
    private readonly List<Finding> findings = new();

    public FindingCollector(ChangeSet changeSet) => this.changeSet = changeSet;

    public IReadOnlyList<Finding> Findings => findings;

    public void Add(Finding finding)
    {
        if (seen.Add(new Said(finding.Rule.Id, OperationKey.Of(finding, changeSet))))
        {
            findings.Add(finding);
        }
    }

    private sealed record Said(string Rule, OperationKey Operation);
}
