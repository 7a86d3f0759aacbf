using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MigrationSafety.Core.Locks;
using Npgsql;

namespace MigrationSafety.Locks.Tests.Measurement;

/// <summary>Gathers what is seen of one statement and makes one <see cref="MeasuredRelation"/> of it for each relation.</summary>
internal sealed partial class Observation
{
    private readonly Dictionary<uint, RelationRow> _before;
    private readonly Dictionary<uint, LockMode> _locks = [];
    private readonly HashSet<string> _rewritten = [];
    private readonly HashSet<string> _indexed = [];

    public Observation(Dictionary<uint, RelationRow> before) => _before = before;

    /// <summary>PostgreSQL tells at DEBUG1 what it rewrites and which indexes it builds.</summary>
    public void OnNotice(object sender, NpgsqlNoticeEventArgs notice)
    {
        var text = notice.Notice.MessageText;
        if (RewritingTable().Match(text) is { Success: true } rewriting)
        {
            _rewritten.Add(rewriting.Groups[1].Value);
        }
        else if (BuildingIndex().Match(text) is { Success: true } building)
        {
            _indexed.Add(building.Groups[1].Value);
        }
    }

    /// <summary>A row of pg_locks: held, or asked for.</summary>
    public void OnLock(uint relation, string mode)
    {
        // "ShareUpdateExclusiveLock" is ShareUpdateExclusive in the model.
        var strength = Enum.Parse<LockMode>(mode[..^"Lock".Length]);
        if (_before.ContainsKey(relation) && strength > _locks.GetValueOrDefault(relation))
        {
            _locks[relation] = strength;
        }
    }

    /// <param name="after">The relations after the statement.</param>
    /// <param name="isEmpty">Whether a relation's file has no page.</param>
    public List<MeasuredRelation> Result(Dictionary<uint, RelationRow> after, Func<uint, bool> isEmpty)
    {
        var touched = _before.Values.Select(row => (Row: row, Measured: Measure(row, after.GetValueOrDefault(row.Oid), isEmpty)))
            .Where(pair => pair.Measured.IsTouched)
            .ToList();
        return Reported(touched);
    }

    /// <summary>The relations worth telling of.</summary>
    public static List<MeasuredRelation> Reported(List<(RelationRow Row, MeasuredRelation Measured)> touched)
    {
        // What a table's statement does to its indexes and sequences follows from the table. Their own names tell
        // only where no table is locked: ALTER INDEX, ALTER SEQUENCE, ALTER TYPE.
        var tables = touched.Where(pair => pair.Row.IsTableLike).ToList();
        return (tables.Count > 0 ? tables : touched.Where(pair => !pair.Row.IsOwned)).Select(pair => pair.Measured).ToList();
    }

    private MeasuredRelation Measure(RelationRow row, RelationRow? after, Func<uint, bool> isEmpty)
    {
        var name = row.Name[(row.Name.LastIndexOf('.') + 1)..];
        // A sequence's one row is written anew by nearly everything.
        var changedFile = after is not null && after.FileNode != row.FileNode && row.Kind != 'S';
        var moved = changedFile && after!.Tablespace != row.Tablespace;
        var emptied = changedFile && !_rewritten.Contains(name) && isEmpty(row.Oid);
        var rewritten = changedFile && !moved && !emptied;
        var indexed = _indexed.Contains(name) && !emptied;
        return new MeasuredRelation
        {
            Name = row.Name,
            Lock = _locks.GetValueOrDefault(row.Oid),
            Rewrites = rewritten || moved,
            NewFile = moved || emptied,
            BuildsIndex = indexed,
            ReadsEveryRow = !emptied && (rewritten || moved || indexed || (after is not null && after.Scans > row.Scans)),
        };
    }

    [GeneratedRegex("""^rewriting table "(.*)"$""")]
    private static partial Regex RewritingTable();

    [GeneratedRegex("""^building index ".*" on table "(.*?)"( serially| with request for \d+ parallel workers?)?$""")]
    private static partial Regex BuildingIndex();
}
