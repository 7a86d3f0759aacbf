using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>What depends on a dropped thing: locked with CASCADE, error 2BP01 without it.</summary>
internal readonly struct Dependants
{
    private readonly EffectsBuilder _effects;
    private readonly bool _cascade;
    private readonly string _refusal;

    public Dependants(EffectsBuilder effects, bool cascade, string refusal)
    {
        _effects = effects;
        _cascade = cascade;
        _refusal = refusal;
    }

    public void ForeignKeys(IEnumerable<(TableState Table, ConstraintState ForeignKey)> foreignKeys) =>
        Tables(foreignKeys.Select(static f => f.Table.Name));

    public void Views(IEnumerable<TableState> views) => Tables(views.Select(static v => v.Name));

    public void Tables(IEnumerable<QualifiedName> names)
    {
        foreach (var name in names)
        {
            if (_cascade)
            {
                _effects.LockTree(name, LockMode.AccessExclusive);
            }
            else
            {
                _effects.Fail("2BP01", _refusal);
            }
        }
    }

    /// <summary>Dependants on the table itself, which is locked already.</summary>
    public void Inner(bool any)
    {
        if (any && !_cascade)
        {
            _effects.Fail("2BP01", _refusal);
        }
    }
}
