using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>CREATE TYPE ... AS ENUM and ALTER TYPE ... ADD VALUE or RENAME VALUE.</summary>
internal static class EnumReader
{
    public static void ReadCreate(JsonNode statement, StatementContext context) =>
        context.Add(new DefineObject
        {
            Kind = ObjectKind.Enum,
            Name = TreeNames.Name(statement["typeName"]),
            Labels = TreeNames.Strings(statement["vals"]),
        });

    public static void ReadAlter(JsonNode statement, StatementContext context)
    {
        var newValue = statement["newVal"].Text ?? "";
        var oldValue = statement["oldVal"].Text;
        context.Add(new AlterEnum
        {
            Type = TreeNames.Name(statement["typeName"]),
            Kind = oldValue is null ? EnumChangeKind.AddValue : EnumChangeKind.RenameValue,
            Value = oldValue ?? newValue,
            NewValue = oldValue is null ? null : newValue,
            IfNotExists = statement["skipIfNewValExists"].IsTrue,
        });
    }
}
