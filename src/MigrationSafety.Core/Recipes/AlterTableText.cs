using System.Collections.Generic;
using System.Linq;

namespace MigrationSafety.Core.Recipes;

/// <summary>An ALTER TABLE as written, taken apart into its commands.</summary>
internal sealed class AlterTableText
{
    private AlterTableText(SqlStatementText statement, string prefix, IReadOnlyList<(int First, int End)> commands)
    {
        Statement = statement;
        Prefix = prefix;
        Commands = commands;
    }

    public SqlStatementText Statement { get; }

    /// <summary><c>ALTER TABLE [IF EXISTS] [ONLY] name</c>, to the letter.</summary>
    public string Prefix { get; }

    /// <summary>Each command's tokens.</summary>
    public IReadOnlyList<(int First, int End)> Commands { get; }

    /// <summary>Null for any other statement.</summary>
    public static AlterTableText? TryRead(SqlStatementText statement)
    {
        if (!statement.Has(0, "ALTER", "TABLE"))
        {
            return null;
        }

        var name = statement.Has(2, "IF", "EXISTS") ? 4 : 2;
        name += statement.Has(name, "ONLY") ? 1 : 0;
        var commands = statement.SkipQualifiedName(name);
        commands += statement[commands] == "*" ? 1 : 0;
        return commands < statement.Count
            ? new AlterTableText(statement, statement.Slice(0, commands), [.. statement.SplitAtCommas(commands)])
            : null;
    }

    public string Text((int First, int End) command) => Statement.Slice(command.First, command.End);

    /// <summary>The command <c>ADD CONSTRAINT name ...</c>, or null.</summary>
    public (int First, int End)? FindAddConstraint(string name) =>
        Find(c => Statement.Has(c.First, "ADD", "CONSTRAINT") && Statement.IsName(c.First + 2, name));

    /// <summary>The command <c>ALTER [COLUMN] name SET NOT NULL</c>, or null.</summary>
    public (int First, int End)? FindSetNotNull(string column) =>
        Find(c =>
        {
            var name = c.First + (Statement.Has(c.First, "ALTER", "COLUMN") ? 2 : 1);
            return Statement.Has(c.First, "ALTER") && Statement.IsName(name, column)
                && name + 4 == c.End && Statement.Has(name + 1, "SET", "NOT", "NULL");
        });

    /// <summary>The statement without some of its commands; null where none is left.</summary>
    public string? Without(IReadOnlyList<(int First, int End)> removed)
    {
        var rest = Commands.Where(c => !removed.Contains(c)).Select(Text).ToArray();
        return rest.Length == 0 ? null : Prefix + " " + string.Join(", ", rest);
    }

    private (int First, int End)? Find(System.Func<(int First, int End), bool> predicate)
    {
        foreach (var command in Commands)
        {
            if (predicate(command))
            {
                return command;
            }
        }

        return null;
    }
}
