using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.EfCore;

/// <summary>Lowers a MigrationBuilder operation into what Npgsql really emits for it.</summary>
internal static class EfLowering
{
    /// <summary>
    /// Lowers one operation. <paramref name="before"/> supplies old types where the operation does not say them.
    /// Origins carry <paramref name="step"/> and number statements from <paramref name="firstStatement"/>.
    /// <paramref name="hasTargetModel"/>: <see cref="ChangeSet.HasTargetModel"/>.
    /// An operation on a table whose name is not known is left out.
    /// </summary>
    public static ImmutableArray<SchemaChange> Lower(
        EfOperation operation, SchemaState before, int? efCoreMajor, int step, int firstStatement, bool hasTargetModel = true)
    {
        var emitted = new EmittedChanges(before, efCoreMajor, step, firstStatement, hasTargetModel);
        switch (operation.Method)
        {
            case "CreateTable" or "AlterTable" or "DropTable" or "RenameTable":
                TableLowering.Lower(operation, emitted);
                break;
            case "AddColumn" or "DropColumn" or "RenameColumn":
                ColumnLowering.Lower(operation, emitted);
                break;
            case "AlterColumn":
                AlterColumnLowering.Lower(operation, emitted);
                break;
            case "CreateIndex" or "DropIndex" or "RenameIndex":
                IndexLowering.Lower(operation, emitted);
                break;
            case "AddForeignKey" or "AddPrimaryKey" or "AddUniqueConstraint" or "AddCheckConstraint" or "CreateCheckConstraint"
                or "DropForeignKey" or "DropPrimaryKey" or "DropUniqueConstraint" or "DropCheckConstraint":
                ConstraintLowering.Lower(operation, emitted);
                break;
            case "InsertData" or "UpdateData" or "DeleteData":
                SeedDataLowering.Lower(operation, emitted);
                break;
            case "AlterDatabase" or "EnsurePostgresExtension":
                DatabaseLowering.Lower(operation, emitted);
                break;
            case "EnsureSchema" or "DropSchema" or "CreateSequence" or "AlterSequence" or "DropSequence" or "RenameSequence"
                or "RestartSequence":
                ObjectLowering.Lower(operation, emitted);
                break;
        }

        return emitted.ToImmutable();
    }
}
