using System.Collections.Generic;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Core.Tests.Rules;

/// <summary>Passes questions on and keeps the answers, for a second round that gives them again.</summary>
internal sealed class AnsweredCode(IApplicationCode code) : IApplicationCode
{
    private readonly Dictionary<(QualifiedName Table, string? Column), UsageReport> answers = [];

    public UsageReport Find(UsageQuestion question) => answers[(question.Table, question.Column)] = code.Find(question);

    /// <summary>What was asked already is not asked again.</summary>
    public IApplicationCode Again() => new Kept(this);

    private sealed class Kept(AnsweredCode first) : IApplicationCode
    {
        public UsageReport Find(UsageQuestion question) =>
            first.answers.TryGetValue((question.Table, question.Column), out var answer) ? answer : first.Find(question);
    }
}
