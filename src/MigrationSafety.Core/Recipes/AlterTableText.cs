using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;

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

    /// <summary>The command <c>ADD CHECK ...</c> or <c>ADD FOREIGN KEY ...</c>, where there is only one.</summary>
    public (int First, int End)? FindAddUnnamed(ConstraintKind kind)
    {
        var word = kind == ConstraintKind.Check ? "CHECK" : "FOREIGN";
        return Commands.Count(c => Statement.Has(c.First, "ADD", word)) == 1 ? Find(c => Statement.Has(c.First, "ADD", word)) : null;
    }

    /// <summary>The command <c>ALTER [COLUMN] name SET NOT NULL</c>, or null.</summary>
    public (int First, int End)? FindSetNotNull(string column) =>
        Find(c =>
        {
            var name = c.First + (Statement.Has(c.First, "ALTER", "COLUMN") ? 2 : 1);
            return Statement.Has(c.First, "ALTER") && Statement.IsName(name, column)
                && name + 4 == c.End && Statement.Has(name + 1, "SET", "NOT", "NULL");
        });

    /// <summary>The command that makes a change, or null where it is not written as a command of its own.</summary>
    public (int First, int End)? Find(SchemaChange change) => change switch
    {
        AddConstraint { Constraint.Name: { } name } => FindAddConstraint(name),
        AddConstraint { Constraint.Kind: ConstraintKind.Check or ConstraintKind.ForeignKey } add => FindAddUnnamed(add.Constraint.Kind),
        SetNotNull set => FindSetNotNull(set.Column),
        _ => null,
    };

    /// <summary>The statement with some of its commands only.</summary>
    public string With(IEnumerable<(int First, int End)> commands) => Prefix + " " + string.Join(", ", commands.Select(Text));

    /// <summary>True for a command that may be about one of its neighbours.</summary>
    public bool IsAboutConstraint((int First, int End) command) =>
        Statement.Has(command.First, "VALIDATE") || Statement.Has(command.First, "ALTER", "CONSTRAINT");

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
