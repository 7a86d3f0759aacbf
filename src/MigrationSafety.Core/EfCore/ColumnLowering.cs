using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Types;

namespace MigrationSafety.Core.EfCore;

/// <summary>AddColumn, DropColumn, RenameColumn, and the columns of CreateTable.</summary>
internal static class ColumnLowering
{
    private const string StrategyAnnotation = "Npgsql:ValueGenerationStrategy";

    public static void Lower(EfOperation operation, EmittedChanges emitted)
    {
        if (operation.Table() is not { } table || operation.Text("name") is not { } name || IsSystemColumn(name))
        {
            return;
        }

        switch (operation.Method)
        {
            case "AddColumn":
                Add(operation, table, emitted);
                break;
            case "DropColumn":
                emitted.Add(new DropColumn { Table = table, Column = name });
                break;
            case "RenameColumn" when operation.Text("newName") is { } newName:
                emitted.Add(new RenameColumn { Table = table, Column = name, NewName = newName });
                break;
        }
    }

    public static void Add(EfOperation operation, QualifiedName table, EmittedChanges emitted)
    {
        if (Define(operation) is not { } column)
        {
            return;
        }

        emitted.Add(new AddColumn { Table = table, Column = column });
        if (operation.HasValue("comment"))
        {
            emitted.Add(new Comment { ObjectType = "COLUMN", Relation = table });
        }
    }

    /// <summary>The column as Npgsql writes it; null for system columns (xmin), which it never touches.</summary>
    public static ColumnDefinition? Define(EfOperation operation)
    {
        if (operation.Text("name") is not { } name || IsSystemColumn(name))
        {
            return null;
        }

        var type = StoreType.Of(operation) is { } store ? PgTypeReader.Parse(store) : null;
        var strategy = Strategy(operation.Annotation(StrategyAnnotation));
        var identity = strategy switch
        {
            "IdentityByDefaultColumn" => IdentityKind.ByDefault,
            "IdentityAlwaysColumn" => IdentityKind.Always,
            _ => IdentityKind.None,
        };
        var generated = Generated(operation);
        return new ColumnDefinition
        {
            Name = name,
            Type = strategy == "SerialColumn" ? Serial(type) : type,
            TypeDependsOnNpgsql = StoreType.DependsOnNpgsql(operation),
            NotNull = !operation.Flag("nullable") || identity != IdentityKind.None,
            Identity = identity,
            Default = identity != IdentityKind.None || generated.Kind != GeneratedKind.None ? null : Default(operation),
            Generated = generated.Kind,
            GenerationExpression = generated.Expression,
            Collation = operation.Text("collation"),
        };
    }

    public static SqlExpression? Default(EfOperation operation) =>
        operation.Value("defaultValueSql") switch
        {
            string sql => SqlExpressionReader.Parse(sql),
            EfUnknown unknown => new SqlExpression(unknown.Text, Volatility.Unknown),
            _ => operation.Value("defaultValue") is { } value ? EfArguments.ConstantDefault(value) : null,
        };

    /// <summary>How a column gets its values: SerialColumn, IdentityByDefaultColumn ... or null.</summary>
    public static string? Strategy(object? annotation) => annotation is null ? null : EfArguments.Member(annotation);

    public static string? StrategyOf(ImmutableDictionary<string, object?> annotations) =>
        annotations.TryGetValue(StrategyAnnotation, out var value) ? Strategy(value) : null;

    /// <summary>tsvector columns are generated ones that EF Core describes by annotations.</summary>
    public static (GeneratedKind Kind, SqlExpression? Expression) Generated(EfOperation operation)
    {
        if (operation.Annotation("Npgsql:TsVectorProperties") is { } properties)
        {
            return (
                GeneratedKind.Stored,
                new SqlExpression("to_tsvector(...)", Volatility.Constant) { Columns = EfArguments.Names(properties) });
        }

        return operation.Value("computedColumnSql") switch
        {
            string sql => (operation.Flag("stored") ? GeneratedKind.Stored : GeneratedKind.Virtual, SqlExpressionReader.Parse(sql)),
            EfUnknown unknown => (
                operation.Flag("stored") ? GeneratedKind.Stored : GeneratedKind.Virtual,
                new SqlExpression(unknown.Text, Volatility.Unknown)),
            _ => (GeneratedKind.None, null),
        };
    }

    public static bool IsSystemColumn(string name) => name is "tableoid" or "xmin" or "cmin" or "xmax" or "cmax" or "ctid";

    private static PgType? Serial(PgType? type) => type?.Name switch
    {
        "int2" => new PgType { Name = "smallserial" },
        "int4" => new PgType { Name = "serial" },
        "int8" => new PgType { Name = "bigserial" },
        _ => type,
    };
}
