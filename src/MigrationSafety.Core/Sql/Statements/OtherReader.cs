using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>Statements that lock no table: what matters is whether a transaction block may hold them.</summary>
internal static class OtherReader
{
    public static void Read(string node, JsonNode statement, StatementContext context) =>
        context.Add(new OtherStatement { Node = node, AllowedInTransaction = IsAllowedInTransaction(node, statement) });

    // Where the server calls PreventInTransactionBlock.
    private static bool IsAllowedInTransaction(string node, JsonNode statement)
    {
        var options = statement["options"];
        return node switch
        {
            "CreatedbStmt" or "DropdbStmt" or "CreateTableSpaceStmt" or "DropTableSpaceStmt" or "AlterSystemStmt" => false,
            "AlterDatabaseStmt" => !OptionReader.Find(options, "tablespace").Exists,
            "DiscardStmt" => statement["target"].Text != "DISCARD_ALL",

            // A replication slot cannot be made or dropped within a transaction.
            "CreateSubscriptionStmt" =>
                OptionReader.IsOff(OptionReader.Find(options, "connect")) || OptionReader.IsOff(OptionReader.Find(options, "create_slot")),
            "DropSubscriptionStmt" => false,
            "AlterSubscriptionStmt" => statement["kind"].Text switch
            {
                "ALTER_SUBSCRIPTION_REFRESH" => false,
                "ALTER_SUBSCRIPTION_SET_PUBLICATION" or "ALTER_SUBSCRIPTION_ADD_PUBLICATION" or "ALTER_SUBSCRIPTION_DROP_PUBLICATION" =>
                    OptionReader.IsOff(OptionReader.Find(options, "refresh")),
                _ => true,
            },
            _ => true,
        };
    }
}
