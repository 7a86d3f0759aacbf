namespace MigrationSafety.Core.Locks;

/// <summary>PostgreSQL's table-level lock modes, weakest first (documentation, section 13.3.1).</summary>
public enum LockMode
{
    /// <summary>No lock that outlives the statement's planning.</summary>
    None,

    /// <summary>SELECT.</summary>
    AccessShare,

    /// <summary>SELECT FOR UPDATE, the referenced side of VALIDATE.</summary>
    RowShare,

    /// <summary>INSERT, UPDATE, DELETE.</summary>
    RowExclusive,

    /// <summary>VACUUM, ANALYZE, CREATE INDEX CONCURRENTLY, VALIDATE CONSTRAINT.</summary>
    ShareUpdateExclusive,

    /// <summary>CREATE INDEX: blocks writes.</summary>
    Share,

    /// <summary>CREATE TRIGGER, ADD FOREIGN KEY: blocks writes.</summary>
    ShareRowExclusive,

    /// <summary>REFRESH MATERIALIZED VIEW CONCURRENTLY: blocks writes.</summary>
    Exclusive,

    /// <summary>Most of ALTER TABLE: blocks reads and writes.</summary>
    AccessExclusive,
}
