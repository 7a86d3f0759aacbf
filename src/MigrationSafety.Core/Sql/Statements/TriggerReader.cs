using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>CREATE TRIGGER and CREATE CONSTRAINT TRIGGER.</summary>
internal static class TriggerReader
{
    public static void Read(JsonNode statement, StatementContext context) =>
        context.Add(new CreateTrigger
        {
            Table = TreeNames.Relation(statement["relation"], context),
            Name = statement["trigname"].Text ?? "",
            OrReplace = statement["replace"].IsTrue,
            IsConstraint = statement["isconstraint"].IsTrue,
            ReferencedTable = statement["constrrel"].Exists ? TreeNames.Relation(statement["constrrel"], context) : null,
            Events = (TriggerEvents)statement["events"].Int,
            ForEachStatement = !statement["row"].IsTrue,
            UpdateOfColumns = TreeNames.Strings(statement["columns"]),
        });
}
