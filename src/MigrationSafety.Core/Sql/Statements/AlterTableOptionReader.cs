using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using Command = MigrationSafety.Core.Sql.Statements.AlterTableReader.Command;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>The remaining commands of ALTER TABLE: storage, ownership, triggers, row security, inheritance.</summary>
internal static class AlterTableOptionReader
{
    public static SchemaChange Read(Command command)
    {
        var option = Option(command);
        return new AlterTableOption
        {
            Table = command.Table,
            TableIfExists = command.IfExists,
            Only = command.Only,
            Option = option,
            OtherTable = option is TableOption.Inherit or TableOption.NoInherit
                ? TreeNames.Relation(command.Definition, command.Context)
                : null,
            Argument = option == TableOption.ReplicaIdentity
                ? command.Definition["ReplicaIdentityStmt"]["name"].Text
                : option == TableOption.OwnerTo
                    ? command.Node["newowner"]["rolename"].Text
                    : command.Node["name"].Text,
        };
    }

    private static TableOption Option(Command command) => command.Subtype switch
    {
        "AT_SetLogged" => TableOption.SetLogged,
        "AT_SetUnLogged" => TableOption.SetUnlogged,
        "AT_SetTableSpace" => TableOption.SetTablespace,
        "AT_SetAccessMethod" => TableOption.SetAccessMethod,
        "AT_SetRelOptions" or "AT_ResetRelOptions" or "AT_ReplaceRelOptions" => NeedsExclusiveLock(command.Definition)
            ? TableOption.SetExclusiveStorageParameters
            : TableOption.SetStorageParameters,
        "AT_ClusterOn" => TableOption.ClusterOn,
        "AT_DropCluster" => TableOption.SetWithoutCluster,
        "AT_DropOids" => TableOption.SetWithoutOids,
        "AT_ReplicaIdentity" => TableOption.ReplicaIdentity,
        "AT_ChangeOwner" => TableOption.OwnerTo,
        "AT_AddInherit" => TableOption.Inherit,
        "AT_DropInherit" => TableOption.NoInherit,
        "AT_EnableRowSecurity" => TableOption.EnableRowSecurity,
        "AT_DisableRowSecurity" => TableOption.DisableRowSecurity,
        "AT_ForceRowSecurity" => TableOption.ForceRowSecurity,
        "AT_NoForceRowSecurity" => TableOption.NoForceRowSecurity,
        "AT_EnableTrig" or "AT_EnableAlwaysTrig" or "AT_EnableReplicaTrig" or "AT_EnableTrigAll" or "AT_EnableTrigUser" =>
            TableOption.EnableTrigger,
        "AT_DisableTrig" or "AT_DisableTrigAll" or "AT_DisableTrigUser" => TableOption.DisableTrigger,
        "AT_EnableRule" or "AT_EnableAlwaysRule" or "AT_EnableReplicaRule" => TableOption.EnableRule,
        "AT_DisableRule" => TableOption.DisableRule,
        "AT_AddOf" or "AT_DropOf" => TableOption.OfType,
        _ => TableOption.Other,
    };

    // The reloptions whose lockmode is AccessExclusiveLock in reloptions.c; all others of tables need SHARE UPDATE EXCLUSIVE.
    private static bool NeedsExclusiveLock(JsonNode options) =>
        options["List"]["items"].Items.Any(item => item["DefElem"]["defname"].Text
            is "user_catalog_table" or "security_barrier" or "security_invoker" or "check_option");
}
