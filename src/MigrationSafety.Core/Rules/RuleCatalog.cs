using System.Collections.Immutable;
using System.Linq;

namespace MigrationSafety.Core.Rules;

/// <summary>Every rule, by hand: reflection is slow in a compiler, and a test fails when one is missing here.</summary>
internal static class RuleCatalog
{
    public static ImmutableArray<Rule> Rules { get; } = ImmutableArray.Create<Rule>(
        new CreateIndexBlocksWrites(),
        new DropIndexBlocks(),
        new ReindexBlocks(),
        new ForeignKeyValidatesUnderLock(),
        new DropForeignKeyLocksBothTables(),
        new CreateTableLocksReferenced(),
        new CheckConstraintScansUnderLock(),
        new SetNotNullScansUnderLock(),
        new UniqueConstraintBuildsIndexUnderLock(),
        new PrimaryKeyBuildsIndexUnderLock(),
        new ExclusionConstraintBlocks(),
        new DomainConstraintScansTables(),
        new ValidateInSameTransaction(),
        new AddColumnRewritesTable(),
        new AddIdentityRewritesTable(),
        new StoredGeneratedColumnRewritesTable(),
        new ConstrainedDomainRewritesTable(),
        new ColumnTypeChangeRewritesTable(),
        new ColumnTypeChangeRebuildsDependents(),
        new CommandRewritesTable(),
        new RefreshMaterializedViewBlocksReads(),
        new TruncateBlocksAndCascades(),
        new PartitionAttachScans(),
        new PartitionDetachBlocks(),
        new ExplicitTableLock(),
        new BriefExclusiveLock(),
        new RenameColumnBreaksRunningApp(),
        new RenameTableBreaksRunningApp(),
        new RenameEnumValueBreaksRunningApp(),
        new DroppedColumnStillUsed(),
        new DroppedTableStillUsed(),
        new RequiredColumnBreaksInserts(),
        new DroppedDefaultBreaksInserts(),
        new IndexDroppedBeforeReplacement(),
        new ContractWithExpand(),
        new DropColumnLosesData(),
        new DropTableLosesData(),
        new TypeNarrowingMayFailOrTruncate(),
        new DropCascade(),
        new DropAndAddLooksLikeRename(),
        new TimestampReinterpretedInSessionTimeZone(),
        new TypeChangeNeedsUsing(),
        new TypeChangeBlockedByView(),
        new UniqueOnExistingData(),
        new SeedDataRewritesRows(),
        new ConcurrentlyInTransaction(),
        new LockTimeoutMissing(),
        new WorkAfterExclusiveLock(),
        new NonTransactionalMixedWithTransactional(),
        new UnbatchedDataChange(),
        new DataChangeWithSchemaChange(),
        new HiddenBackfill(),
        new SqlSyntaxErrorRule(),
        new SqlNotAnalyzed(),
        new InvalidOption(),
        new UnusedSuppression(),
        new DeployedThroughNotSet());

    public static ImmutableArray<RuleDescriptor> Descriptors { get; } = Rules.Select(static r => r.Descriptor).ToImmutableArray();
}
