using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MigrationSafety.Core;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// What a migration is about: the tables, types and other objects that it names. Too much rather than too little, since
/// a migration that waits without need does no harm, and one that does not wait may.
/// </summary>
/// <param name="Names">Names of objects, without their schema; null: it cannot be told.</param>
internal sealed record TouchedNames(ImmutableHashSet<string>? Names)
{
    public static async ValueTask<TouchedNames> OfAsync(ChangeSet changes, Database database)
    {
        if (changes.Steps.Any(static step => step.SyntaxError is not null || !step.Unknown.IsEmpty))
        {
            return new TouchedNames((ImmutableHashSet<string>?)null);
        }

        var names = changes.Steps.SelectMany(static step => step.Changes).SelectMany(NamesIn).Distinct().ToArray();
        var tables = await database.QueryAsync(
            "SELECT t.relname FROM unnest($1::text[]) AS w(name) JOIN pg_class c ON c.oid = to_regclass(w.name) JOIN pg_index i ON i.indexrelid = c.oid "
                + "JOIN pg_class t ON t.oid = i.indrelid",
            static row => row.GetString(0),
            (object)names.Select(SqlIdentifier.Quote).ToArray()).ConfigureAwait(false);
        return new TouchedNames([.. names.Select(static n => n.Name), .. tables]);
    }

    /// <summary>The names that a migration's SQL shares with these; null where it cannot be told.</summary>
    public IReadOnlyList<string>? SharedWith(ChangeSet other)
    {
        if (Names is null || other.Steps.Any(static step => !step.Unknown.IsEmpty))
        {
            return null;
        }

        var changed = other.Steps.SelectMany(static step => step.Changes).SelectMany(NamesIn).Select(static n => n.Name).ToHashSet();
        return Names.Where(name => changed.Contains(name) || other.Steps.Any(step => IsNamed(name, step.Sql ?? "")))
            .OrderBy(static n => n, System.StringComparer.Ordinal).ToList();
    }

    // By the text, too: inside functions and strings.
    private static bool IsNamed(string name, string sql) =>
        Regex.IsMatch(sql, @"(?<![\w$])" + Regex.Escape(name.Replace("\"", "\"\"")) + @"(?![\w$])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static IEnumerable<QualifiedName> NamesIn(SchemaChange change) =>
        change.GetType().GetProperties()
            .Where(static p => p.Name != nameof(DataChange.Functions))
            .SelectMany(p => p.GetValue(change) switch
            {
                QualifiedName name => [name],
                ImmutableArray<QualifiedName> several => several,
                _ => Enumerable.Empty<QualifiedName>(),
            })
            .Concat(LockModel.EffectsOf(change, SchemaState.Empty, new PostgresVersion(PostgresVersion.Newest)).Relations.Select(static r => r.Relation));
}
