using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Types;
using Command = MigrationSafety.Core.Sql.Statements.AlterTableReader.Command;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>The commands of ALTER TABLE that are about one column.</summary>
internal static class AlterColumnReader
{
    /// <summary>The change; null where the command is about something else.</summary>
    public static SchemaChange? Read(Command command) => command.Subtype switch
    {
        "AT_AddColumn" or "AT_AddColumnToView" => new AddColumn
        {
            Table = command.Table,
            TableIfExists = command.IfExists,
            Only = command.Only,
            Column = ColumnReader.Read(command.Definition["ColumnDef"], command.Context),
            IfNotExists = command.MissingOk,
        },
        "AT_AlterColumnType" => AlterType(command),
        "AT_ColumnDefault" when command.Definition.Exists =>
            new SetDefault { Table = command.Table, Column = command.Name, Default = Expression(command) }.On(command),
        "AT_SetExpression" =>
            new SetGenerationExpression { Table = command.Table, Column = command.Name, Expression = Expression(command) }.On(command),
        _ => Plain(command)?.On(command),
    };

    private static ColumnChange? Plain(Command command)
    {
        var (table, column) = (command.Table, command.Name);
        return command.Subtype switch
        {
            "AT_ColumnDefault" => new DropDefault { Table = table, Column = column },
            "AT_DropColumn" => new DropColumn
            {
                Table = table,
                Column = column,
                IfExists = command.MissingOk,
                Cascade = command.Cascade,
            },
            "AT_SetNotNull" => new SetNotNull { Table = table, Column = column },
            "AT_DropNotNull" => new DropNotNull { Table = table, Column = column },
            "AT_AddIdentity" => new AddIdentity
            {
                Table = table,
                Column = column,
                Kind = ColumnReader.Identity(command.Definition["Constraint"]),
            },
            "AT_SetIdentity" => new AlterIdentity { Table = table, Column = column },
            "AT_DropIdentity" => new DropIdentity { Table = table, Column = column, IfExists = command.MissingOk },
            "AT_DropExpression" => new DropGenerationExpression { Table = table, Column = column, IfExists = command.MissingOk },
            "AT_SetStatistics" => new SetColumnStatistics { Table = table, Column = column },
            "AT_SetOptions" or "AT_ResetOptions" => new SetColumnOptions { Table = table, Column = column },
            "AT_SetStorage" => new SetColumnStorage { Table = table, Column = column },
            "AT_SetCompression" => new SetColumnCompression { Table = table, Column = column },
            _ => null,
        };
    }

    private static SchemaChange On(this ColumnChange change, Command command) =>
        change with { TableIfExists = command.IfExists, Only = command.Only };

    private static SqlExpression Expression(Command command) => ExpressionTree.Read(command.Definition, command.Context);

    private static SchemaChange AlterType(Command command)
    {
        var definition = command.Definition["ColumnDef"];
        var conversion = definition["raw_default"];
        var type = PgTypeReader.Read(definition["typeName"]);
        return new AlterColumnType
        {
            Table = command.Table,
            TableIfExists = command.IfExists,
            Only = command.Only,
            Column = command.Name,
            NewType = type,
            Using = conversion.Exists ? ExpressionTree.Read(conversion, command.Context) : null,
            UsingIsPlainCast = conversion.Exists && IsPlainCast(conversion, command.Name, type),
            Collation = ColumnReader.Collation(definition),
        };
    }

    // A cast to some other type first is a conversion of its own, so it is not plain.
    private static bool IsPlainCast(JsonNode conversion, string column, PgType? type)
    {
        while (conversion["TypeCast"] is { Exists: true } cast)
        {
            if (!Equals(PgTypeReader.Read(cast["typeName"]), type))
            {
                return false;
            }

            conversion = cast["arg"];
        }

        return Predicates.Column(conversion) == column && conversion["ColumnRef"]["fields"].Items.Count() <= 2;
    }
}
