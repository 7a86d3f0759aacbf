using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.PlPgSql;

/// <summary>
/// The strings that PL/pgSQL variables may hold at a point of the block. One that is missing may hold anything.
/// </summary>
internal sealed class BlockVariables
{
    /// <summary>More alternatives than this are as good as unknown.</summary>
    public const int MaximumValues = 64;

    private const string AnyField = ".*";

    private readonly HashSet<string> ambiguous;
    private Dictionary<string, ImmutableArray<string>> values;

    private BlockVariables(HashSet<string> ambiguous, Dictionary<string, ImmutableArray<string>> values)
    {
        this.ambiguous = ambiguous;
        this.values = values;
    }

    /// <summary>Variables at the beginning: those whose initial value is a constant.</summary>
    public static BlockVariables Of(JsonNode function, BlockDatums datums)
    {
        var declared = function["datums"].Items
            .Select(item => item["PLpgSQL_var"])
            .Where(variable => variable.Exists)
            .ToList();

        // Two variables of one name shadow each other; the tree does not say where.
        var ambiguous = declared
            .GroupBy(variable => variable["refname"].Text ?? "", StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key);
        var variables = new BlockVariables(new HashSet<string>(ambiguous, StringComparer.Ordinal), new(StringComparer.Ordinal));

        // An inner block's variable is initialized when the block is entered: only what never changes is known by then.
        var changing = new HashSet<string>(datums.AssignedBelow(function["action"]), StringComparer.Ordinal);
        var constants = variables.Branch();
        foreach (var variable in declared)
        {
            var name = variable["refname"].Text ?? "";
            var value = variable["default_val"]["PLpgSQL_expr"]["query"].Text is { } initial
                ? ConstantStrings.Evaluate(initial, constants, out _)
                : null;
            variables.Set(name, value);
            constants.Set(name, changing.Contains(name) ? null : value);
        }

        return variables;
    }

    public ImmutableArray<string>? Find(string name)
    {
        if (ambiguous.Contains(name))
        {
            return null;
        }

        var dot = name.IndexOf('.');
        return values.TryGetValue(name, out var value) ? value
            : dot > 0 && values.TryGetValue(name.Substring(0, dot) + AnyField, out value) ? value
            : null;
    }

    /// <summary>Sets a record of one column: whatever its field is called, it has this value.</summary>
    public void SetRecord(string name, string value)
    {
        Forget(name);
        values[name + AnyField] = ImmutableArray.Create(value);
    }

    /// <summary>Sets a variable; null or too many values make it unknown.</summary>
    public void Set(string name, ImmutableArray<string>? value)
    {
        if (value is { Length: > 0 and <= MaximumValues } known)
        {
            values[name] = known;
        }
        else
        {
            Forget(name);
        }
    }

    /// <summary>Makes a variable, and the fields of a record, unknown.</summary>
    public void Forget(string name)
    {
        values.Remove(name);
        foreach (var field in values.Keys.Where(key => key.StartsWith(name + ".", StringComparison.Ordinal)).ToList())
        {
            values.Remove(field);
        }
    }

    public BlockVariables Branch() => new(ambiguous, new(values, StringComparer.Ordinal));

    /// <summary>Behind branches of which one was taken: what all of them know, with all their values.</summary>
    public void Join(IReadOnlyList<BlockVariables> branches)
    {
        var joined = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var name in branches[0].values.Keys)
        {
            if (branches.All(branch => branch.values.ContainsKey(name)))
            {
                var all = branches.SelectMany(branch => branch.values[name]).Distinct().ToImmutableArray();
                if (all.Length <= MaximumValues)
                {
                    joined[name] = all;
                }
            }
        }

        values = joined;
    }
}
