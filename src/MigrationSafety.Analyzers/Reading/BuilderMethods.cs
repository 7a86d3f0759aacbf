using System;
using System.Collections.Generic;
using System.Linq;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>
/// Parameter names of MigrationBuilder's methods and of the builders inside CreateTable, in order: the same in
/// EF Core 8, 9 and 10 (a test compares them with the real assembly). A question mark marks an optional one.
/// </summary>
internal static class BuilderMethods
{
    private const string AddColumn =
        "name table type? unicode? maxLength? rowVersion? schema? nullable? defaultValue? defaultValueSql? computedColumnSql? "
        + "fixedLength? comment? collation? precision? scale? stored?";

    private const string AlterColumn =
        "name table type? unicode? maxLength? rowVersion? schema? nullable? defaultValue? defaultValueSql? computedColumnSql? "
        + "oldClrType? oldType? oldUnicode? oldMaxLength? oldRowVersion? oldNullable? oldDefaultValue? oldDefaultValueSql? "
        + "oldComputedColumnSql? fixedLength? oldFixedLength? comment? oldComment? collation? oldCollation? precision? "
        + "oldPrecision? scale? oldScale? stored? oldStored?";

    private const string Column =
        "type? unicode? maxLength? rowVersion? name? nullable? defaultValue? defaultValueSql? computedColumnSql? fixedLength? "
        + "comment? collation? precision? scale? stored?";

    /// <summary>Methods of MigrationBuilder, with the extension methods of the Npgsql provider that change the schema.</summary>
    public static readonly Dictionary<string, Overload[]> Builder = Read(
        ("AddColumn", AddColumn),
        ("AddForeignKey", "name table column principalTable schema? principalSchema? principalColumn? onUpdate? onDelete?"),
        ("AddForeignKey", "name table columns principalTable schema? principalSchema? principalColumns? onUpdate? onDelete?"),
        ("AddPrimaryKey", "name table column schema?"),
        ("AddPrimaryKey", "name table columns schema?"),
        ("AddUniqueConstraint", "name table column schema?"),
        ("AddUniqueConstraint", "name table columns schema?"),
        ("AlterColumn", AlterColumn),
        ("AlterDatabase", "collation? oldCollation?"),
        ("AlterSequence", "name schema? incrementBy? minValue? maxValue? cyclic? oldIncrementBy? oldMinValue? oldMaxValue? oldCyclic?"),
        ("AlterTable", "name schema? comment? oldComment?"),
        ("CreateIndex", "name table column schema? unique? filter? descending?"),
        ("CreateIndex", "name table columns schema? unique? filter? descending?"),
        ("EnsureSchema", "name"),
        ("CreateSequence", "name schema? startValue? incrementBy? minValue? maxValue? cyclic?"),
        ("CreateCheckConstraint", "name table sql schema?"),
        ("AddCheckConstraint", "name table sql schema?"),
        ("CreateTable", "name columns schema? constraints? comment?"),
        ("DropColumn", "name table schema?"),
        ("DropForeignKey", "name table schema?"),
        ("DropIndex", "name table? schema?"),
        ("DropPrimaryKey", "name table schema?"),
        ("DropSchema", "name"),
        ("DropSequence", "name schema?"),
        ("DropCheckConstraint", "name table schema?"),
        ("DropTable", "name schema?"),
        ("DropUniqueConstraint", "name table schema?"),
        ("RenameColumn", "name table newName schema?"),
        ("RenameIndex", "name newName table? schema?"),
        ("RenameSequence", "name schema? newName? newSchema?"),
        ("RenameTable", "name schema? newName? newSchema?"),
        ("RestartSequence", "name startValue? schema?"),
        ("Sql", "sql suppressTransaction?"),
        ("InsertData", "table column value schema?"),
        ("InsertData", "table column columnType value schema?"),
        ("InsertData", "table columns values schema?"),
        ("InsertData", "table columns columnTypes values schema?"),
        ("InsertData", "table column values schema?"),
        ("InsertData", "table column columnType values schema?"),
        ("DeleteData", "table keyColumn keyValue schema?"),
        ("DeleteData", "table keyColumn keyColumnType keyValue schema?"),
        ("DeleteData", "table keyColumns keyValues schema?"),
        ("DeleteData", "table keyColumns keyColumnTypes keyValues schema?"),
        ("DeleteData", "table keyColumn keyValues schema?"),
        ("DeleteData", "table keyColumn keyColumnType keyValues schema?"),
        ("UpdateData", "table keyColumn keyValue column value schema?"),
        ("UpdateData", "table keyColumn keyValue columns values schema?"),
        ("UpdateData", "table keyColumns keyValues column value schema?"),
        ("UpdateData", "table keyColumns keyValues columns values schema?"),
        ("UpdateData", "table keyColumns keyColumnTypes keyValues columns columnTypes values schema?"),
        ("UpdateData", "table keyColumn keyValues column values schema?"),
        ("UpdateData", "table keyColumn keyValues columns values schema?"),
        ("UpdateData", "table keyColumns keyValues column values schema?"),
        ("EnsurePostgresExtension", "name schema? version?"));

    /// <summary>Extension methods of MigrationSafety.Runtime.</summary>
    public static readonly Dictionary<string, Overload[]> Runtime = Read(
        ("CreateIndexConcurrently", "name table columns schema? unique? filter? descending?"),
        ("DropIndexConcurrently", "name schema?"),
        ("AddForeignKeySafely", "name table columns principalTable principalColumns? schema? principalSchema? onUpdate? onDelete?"),
        ("AddCheckConstraintSafely", "name table sql schema?"),
        ("ValidateConstraint", "name table schema?"),
        ("SetNotNullSafely", "column table schema?"),
        ("DropNotNull", "column table schema?"),
        ("AddUniqueConstraintUsingIndex", "name table index schema?"),
        ("AddPrimaryKeyUsingIndex", "name table index schema?"),
        ("SyncColumns", "table oldColumn newColumn oldToNew newToOld oldDefault? newDefault? schema?"),
        ("DropColumnSync", "table oldColumn newColumn schema?"),
        ("SyncTables", "source target keyColumns columns sourceSchema? targetSchema?"),
        ("DropTableSync", "source target sourceSchema? targetSchema?"),
        ("SwapColumns", "table first second schema?"),
        ("CreateCompatibilityView", "name table columns? schema? tableSchema?"),
        ("DropCompatibilityView", "name schema?"),
        ("RequireBackfill", "backfill table schema? soak? retired? controlSchema?"));

    /// <summary>Methods of the <c>table</c> in CreateTable's lambdas.</summary>
    public static readonly Dictionary<string, Overload[]> Table = Read(
        ("Column", Column),
        ("PrimaryKey", "name columns"),
        ("ForeignKey", "name column principalTable principalColumn? principalSchema? onUpdate? onDelete?"),
        ("ForeignKey", "name columns principalTable principalColumns principalSchema? onUpdate? onDelete?"),
        ("UniqueConstraint", "name columns"),
        ("CheckConstraint", "name sql"));

    /// <summary>Parameters that hold rows: never needed, and often thousands of values.</summary>
    public static bool HoldsRows(string parameter) => parameter is "value" or "values" or "keyValue" or "keyValues";

    private static Dictionary<string, Overload[]> Read(params (string Method, string Parameters)[] lines)
    {
        var methods = new Dictionary<string, Overload[]>(lines.Length, StringComparer.Ordinal);
        foreach (var (method, parameters) in lines)
        {
            var overload = new Overload(parameters);
            // No spread: it is compiled to spans, and System.Memory is older in the oldest host.
            methods[method] = methods.TryGetValue(method, out var others) ? others.Append(overload).ToArray() : [overload];
        }

        return methods;
    }

    /// <summary>One overload's parameters.</summary>
    internal sealed class Overload
    {
        private readonly string[] names;
        private readonly int required;

        public Overload(string parameters)
        {
            var words = parameters.Split(' ');
            names = words;
            for (var i = 0; i < words.Length; i++)
            {
                var isOptional = words[i].EndsWith("?", StringComparison.Ordinal);
                required += isOptional ? 0 : 1;
                names[i] = isOptional ? words[i].Substring(0, words[i].Length - 1) : words[i];
            }
        }

        public IReadOnlyList<string> Names => names;

        public string? NameAt(int index) => index < names.Length ? names[index] : null;

        /// <summary>Tells how well a call fits: -1 = it does not.</summary>
        /// <param name="named">The names written (name: value).</param>
        /// <param name="positional">For each argument without a name: is it an array?</param>
        public int Fit(IReadOnlyList<string> named, IReadOnlyList<bool?> positional)
        {
            if (positional.Count + named.Count > names.Length || positional.Count + named.Count < required)
            {
                return -1;
            }

            foreach (var name in named)
            {
                if (Array.IndexOf(names, name) < 0)
                {
                    return -1;
                }
            }

            var fit = 0;
            for (var i = 0; i < positional.Count; i++)
            {
                var plural = names[i].EndsWith("s", StringComparison.Ordinal);
                fit += positional[i] == plural ? 2 : positional[i] is null ? 1 : 0;
            }

            return fit;
        }
    }
}
