namespace MigrationSafety.Runtime.Errors;

/// <summary>Why a backfill was refused or stopped.</summary>
public enum BackfillProblem
{
    /// <summary>The server cannot be reached, or is not one that a backfill can run on.</summary>
    Connection,

    /// <summary>A right is missing. The message has the GRANT.</summary>
    Privilege,

    /// <summary>The table does not exist, or is of a kind that has no rows to change.</summary>
    Table,

    /// <summary>The definition does not fit the table, or contradicts itself.</summary>
    Definition,

    /// <summary>The definition differs from the one that the backfill was started with.</summary>
    DefinitionChanged,

    /// <summary>The control tables are of a version that this library does not know.</summary>
    ControlSchema,

    /// <summary>A batch would scan the whole table.</summary>
    Plan,

    /// <summary>A signal cannot be read.</summary>
    Signal,

    /// <summary>More rows fail than a quarantine is for.</summary>
    Quarantine,

    /// <summary>The server refused a batch for a reason that neither time nor a smaller batch mends.</summary>
    Stopped,
}
