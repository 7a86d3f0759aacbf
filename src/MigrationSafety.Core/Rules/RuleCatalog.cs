using System.Collections.Immutable;
using System.Linq;

namespace MigrationSafety.Core.Rules;

/// <summary>Every rule, by hand: reflection is slow in a compiler, and a test fails when one is missing here.</summary>
internal static class RuleCatalog
{
    public static ImmutableArray<Rule> Rules { get; } = ImmutableArray.Create<Rule>(
        new CreateIndexBlocksWrites(),
        new DropIndexBlocks(),
        new ForeignKeyValidatesUnderLock(),
        new CheckConstraintScansUnderLock(),
        new SetNotNullScansUnderLock(),
        new ConcurrentlyInTransaction(),
        new NonTransactionalMixedWithTransactional());

    public static ImmutableArray<RuleDescriptor> Descriptors { get; } = Rules.Select(static r => r.Descriptor).ToImmutableArray();
}
