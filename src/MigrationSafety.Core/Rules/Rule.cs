namespace MigrationSafety.Core.Rules;

/// <summary>
/// One rule, one file: its descriptor and a function from a change and its context to findings. Rules never look at
/// how a change was written, never parse text and never name a lock by heart: effects come from the lock model.
/// </summary>
internal abstract class Rule
{
    public abstract RuleDescriptor Descriptor { get; }

    /// <summary>Judges one change; called for each change that the rule concerns and that is not exempt ("Never flag").</summary>
    public virtual void CheckChange(ChangeContext context)
    {
    }

    /// <summary>Judges a change set as a whole (order, transactions); called once, after all changes, where the rule concerns one of them.</summary>
    public virtual void CheckChangeSet(ChangeSetContext context)
    {
    }
}
