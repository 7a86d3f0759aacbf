using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;

namespace MigrationSafety.Core.EfCore;

/// <summary>Foreign keys, primary keys, unique and check constraints: always the plain, validating form.</summary>
internal static class ConstraintLowering
{
    public static void Lower(EfOperation operation, EmittedChanges emitted)
    {
        if (operation.Table() is not { } table)
        {
            return;
        }

        if (operation.Method.StartsWith("Drop", System.StringComparison.Ordinal))
        {
            if (operation.Text("name") is { } name)
            {
                emitted.Add(new DropConstraint { Table = table, Name = name, Kind = KindOf(operation.Method) });
            }
        }
        else
        {
            emitted.Add(new AddConstraint { Table = table, Constraint = Define(operation) });
        }
    }

    /// <summary>A constraint of its own or one of CreateTable's.</summary>
    public static ConstraintDefinition Define(EfOperation operation)
    {
        var kind = KindOf(operation.Method);
        var definition = new ConstraintDefinition
        {
            Kind = kind,
            Name = operation.Text("name"),
            Columns = operation.Names("column", "columns"),
        };
        if (kind == ConstraintKind.Check)
        {
            var expression = operation.Text("sql") is { } sql
                ? SqlExpressionReader.Parse(sql)
                : new SqlExpression("?", Volatility.Unknown);
            return definition with { Expression = expression, Columns = expression.Columns };
        }

        return kind switch
        {
            ConstraintKind.ForeignKey => definition with
            {
                ReferencedTable = operation.Table("principalTable", "principalSchema"),
                ReferencedColumns = operation.Names("principalColumn", "principalColumns"),
                OnDelete = Action(operation.Value("onDelete")),
                OnUpdate = Action(operation.Value("onUpdate")),
            },
            _ => definition,
        };
    }

    private static ConstraintKind KindOf(string method) =>
        method.EndsWith("ForeignKey", System.StringComparison.Ordinal) ? ConstraintKind.ForeignKey
        : method.EndsWith("PrimaryKey", System.StringComparison.Ordinal) ? ConstraintKind.PrimaryKey
        : method.EndsWith("UniqueConstraint", System.StringComparison.Ordinal) ? ConstraintKind.Unique
        : ConstraintKind.Check;

    private static string? Action(object? value) => EfArguments.Member(value) switch
    {
        "Cascade" => "CASCADE",
        "SetNull" => "SET NULL",
        "SetDefault" => "SET DEFAULT",
        "Restrict" => "RESTRICT",
        _ => null,
    };
}
