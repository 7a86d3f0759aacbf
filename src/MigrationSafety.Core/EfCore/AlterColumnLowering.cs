using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Types;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.EfCore;

/// <summary>
/// AlterColumn: one C# call, up to seven statements. EF Core decides what to emit by comparing the call's new and old
/// arguments, never by looking at the database; so does this.
/// </summary>
internal static class AlterColumnLowering
{
    private const string IdentityOptions = "Npgsql:IdentitySequenceOptions";

    public static void Lower(EfOperation operation, EmittedChanges emitted)
    {
        if (operation.Table() is not { } table || operation.Text("name") is not { } column || ColumnLowering.IsSystemColumn(column))
        {
            return;
        }

        if (ComputedChanges(operation))
        {
            ReplaceColumn(operation, table, column, emitted);
            return;
        }

        Type(operation, table, column, emitted);
        Nullability(operation, table, column, emitted);
        Generation(operation, table, column, emitted);
        if (!EfArguments.Same(operation.Value("comment"), operation.Value("oldComment")))
        {
            emitted.Add(new Comment { ObjectType = "COLUMN", Relation = table });
        }
    }

    private static bool ComputedChanges(EfOperation operation) =>
        !EfArguments.Same(operation.Value("computedColumnSql"), operation.Value("oldComputedColumnSql"))
        || operation.FlagIfWritten("stored") != operation.FlagIfWritten("oldStored")
        || !EfArguments.Same(operation.Annotation("Npgsql:TsVectorProperties"), Old(operation, "Npgsql:TsVectorProperties"))
        || !EfArguments.Same(operation.Annotation("Npgsql:TsVectorConfig"), Old(operation, "Npgsql:TsVectorConfig"));

    private static object? Old(EfOperation operation, string annotation) =>
        operation.OldAnnotations.TryGetValue(annotation, out var value) ? value : null;

    /// <summary>A changed expression is a dropped column and a new one; its indexes are built again.</summary>
    private static void ReplaceColumn(EfOperation operation, QualifiedName table, string column, EmittedChanges emitted)
    {
        emitted.Add(new DropColumn { Table = table, Column = column });
        ColumnLowering.Add(operation, table, emitted);
        foreach (var index in emitted.Before.FindTable(table)?.Indexes ?? ImmutableArray<IndexState>.Empty)
        {
            if (index.Constraint is null && index.Definition.Columns.Contains(column))
            {
                emitted.Add(index.Definition with { Concurrently = false, IfNotExists = false });
            }
        }
    }

    private static void Type(EfOperation operation, QualifiedName table, string column, EmittedChanges emitted)
    {
        var oldStore = StoreType.OfOld(operation);
        var newStore = StoreType.Of(operation);
        var collation = operation.Text("collation");
        if (emitted.HasTargetModel && newStore == oldStore && collation == operation.Text("oldCollation"))
        {
            return;
        }

        emitted.Add(new AlterColumnType
        {
            Table = table,
            Column = column,
            NewType = newStore is null ? null : PgTypeReader.Parse(newStore),
            OldType = OldType(operation, table, column, oldStore, emitted.Before),
            Collation = collation ?? (operation.HasValue("oldCollation") ? "default" : null),
        });
    }

    /// <summary>What the scaffolder wrote is best; then what earlier migrations made; then what EF Core makes of the CLR type.</summary>
    private static PgType? OldType(EfOperation operation, QualifiedName table, string column, string? oldStore, SchemaState before) =>
        (operation.Text("oldType") is { } written ? PgTypeReader.Parse(written) : null)
        ?? before.FindTable(table)?.FindColumn(column)?.Type
        ?? (oldStore is null ? null : PgTypeReader.Parse(oldStore));

    private static void Nullability(EfOperation operation, QualifiedName table, string column, EmittedChanges emitted)
    {
        var nullable = operation.Flag("nullable");
        var oldNullable = operation.Flag("oldNullable");
        if (nullable && !oldNullable)
        {
            emitted.Add(new DropNotNull { Table = table, Column = column });
        }
        else if (!nullable && oldNullable)
        {
            if (operation.HasValue("defaultValue") || operation.HasValue("defaultValueSql"))
            {
                emitted.Add(new DataChange
                {
                    Kind = DataChangeKind.Update,
                    Table = table,
                    HasWhere = true,
                    Columns = ImmutableArray.Create(column),
                    ColumnsRead = ImmutableArray.Create(column),
                    Author = DataChangeAuthor.EfAlterColumn,
                });
            }

            emitted.Add(new SetNotNull { Table = table, Column = column });
        }
    }

    private static void Generation(EfOperation operation, QualifiedName table, string column, EmittedChanges emitted)
    {
        var strategy = ColumnLowering.StrategyOf(operation.Annotations);
        var oldStrategy = ColumnLowering.StrategyOf(operation.OldAnnotations);
        var identity = Identity(strategy);
        var oldIdentity = Identity(oldStrategy);
        if (strategy != oldStrategy)
        {
            if (oldIdentity != IdentityKind.None && identity != IdentityKind.None)
            {
                emitted.Add(new AlterIdentity { Table = table, Column = column });
            }
            else if (identity != IdentityKind.None)
            {
                ToIdentity(oldStrategy, identity, table, column, emitted);
            }
            else if (oldIdentity != IdentityKind.None)
            {
                emitted.Add(new DropIdentity { Table = table, Column = column });
            }
            else if (strategy == "SerialColumn")
            {
                ToSerial(table, column, emitted);
            }
        }

        else if (identity != IdentityKind.None && !EfArguments.Same(operation.Annotation(IdentityOptions), Old(operation, IdentityOptions)))
        {
            // RESTART WITH, SET INCREMENT BY ...: one statement for each option, all on the table.
            emitted.Add(new AlterIdentity { Table = table, Column = column });
        }

        if (identity == IdentityKind.None && strategy != "SerialColumn" && DefaultChanges(operation))
        {
            var value = ColumnLowering.Default(operation);
            emitted.Add(value is null
                ? new DropDefault { Table = table, Column = column }
                : new SetDefault { Table = table, Column = column, Default = value });
        }
    }

    private static bool DefaultChanges(EfOperation operation) =>
        !EfArguments.Same(operation.Value("defaultValue"), operation.Value("oldDefaultValue"))
        || !EfArguments.Same(operation.Value("defaultValueSql"), operation.Value("oldDefaultValueSql"));

    private static void ToIdentity(string? oldStrategy, IdentityKind kind, QualifiedName table, string column, EmittedChanges emitted)
    {
        var sequence = new QualifiedName(table.Schema, table.Name + "_" + column + "_seq");
        var renamed = sequence.Name.Replace("_seq", "_old_seq");
        if (oldStrategy == "SerialColumn")
        {
            emitted.Add(new RenameObject { Kind = ObjectKind.Sequence, Name = sequence, NewName = renamed });
        }

        emitted.Add(new DropDefault { Table = table, Column = column });
        emitted.Add(new AddIdentity { Table = table, Column = column, Kind = kind });
        if (oldStrategy == "SerialColumn")
        {
            emitted.Add(new DataChange { Kind = DataChangeKind.Select, Sequences = ImmutableArray.Create(sequence, new QualifiedName(table.Schema, renamed)) });
            emitted.Add(new DropObject { Kind = ObjectKind.Sequence, Name = new QualifiedName(table.Schema, renamed) });
        }
    }

    private static void ToSerial(QualifiedName table, string column, EmittedChanges emitted)
    {
        var sequence = new QualifiedName(table.Schema, table.Name + "_" + column + "_seq");
        emitted.Add(new DefineObject { Kind = ObjectKind.Sequence, Name = sequence });
        emitted.Add(new SetDefault
        {
            Table = table,
            Column = column,
            Default = new SqlExpression("nextval('" + sequence + "')", Volatility.Volatile),
        });
        emitted.Add(new DefineObject { Kind = ObjectKind.Sequence, Name = sequence, Table = table, IsAlter = true });
    }

    private static IdentityKind Identity(string? strategy) => strategy switch
    {
        "IdentityByDefaultColumn" => IdentityKind.ByDefault,
        "IdentityAlwaysColumn" => IdentityKind.Always,
        _ => IdentityKind.None,
    };
}
