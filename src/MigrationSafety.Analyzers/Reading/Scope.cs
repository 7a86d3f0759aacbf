using System;
using System.Collections.Generic;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Local variables and their values; lambdas and local functions see their parents.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, Value> variables = new(StringComparer.Ordinal);

    public Scope(Scope? parent) => Parent = parent;

    public Scope? Parent { get; }

    public Value? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.variables.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return null;
    }

    public void Declare(string name, Value value) => variables[name] = value;

    /// <summary>Sets the nearest variable of that name; false where there is none.</summary>
    public bool Assign(string name, Value value)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.variables.ContainsKey(name))
            {
                scope.variables[name] = value;
                return true;
            }
        }

        return false;
    }

    public Snapshot Save() => new(this);

    /// <summary>All variables in sight at one moment.</summary>
    internal sealed class Snapshot
    {
        private readonly List<KeyValuePair<Scope, Dictionary<string, Value>>> saved = [];

        public Snapshot(Scope scope)
        {
            for (var current = scope; current is not null; current = current.Parent)
            {
                saved.Add(new(current, new Dictionary<string, Value>(current.variables, StringComparer.Ordinal)));
            }
        }

        public void Restore()
        {
            foreach (var entry in saved)
            {
                foreach (var variable in entry.Value)
                {
                    entry.Key.variables[variable.Key] = variable.Value;
                }
            }
        }

        /// <summary>Variables that differ now from what they were are no longer known.</summary>
        public void ForgetChanged(Func<string, Value> unknown)
        {
            foreach (var entry in saved)
            {
                foreach (var variable in entry.Value)
                {
                    if (!ValueComparison.Same(entry.Key.variables[variable.Key], variable.Value))
                    {
                        entry.Key.variables[variable.Key] = unknown(variable.Key);
                    }
                }
            }
        }
    }
}
