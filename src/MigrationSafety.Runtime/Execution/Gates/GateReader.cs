using System.Collections.Generic;
using System.Threading.Tasks;
using MigrationSafety.Core.Recipes.Online;
using MigrationSafety.Core.Sql;
using MigrationSafety.Runtime.Errors;
using Npgsql;

namespace MigrationSafety.Runtime.Execution;

/// <summary>Asks the database whether a gate is open.</summary>
internal static class GateReader
{
    private const string NeverRan = "no backfill ever ran in this database";

    /// <summary>Why it is closed; empty: it is open.</summary>
    /// <exception cref="BackfillException">A right is missing.</exception>
    public static async ValueTask<IReadOnlyList<string>> ReasonsAsync(BackfillGate gate, Database database)
    {
        var schema = SqlIdentifier.Quote(gate.ControlSchema);
        try
        {
            // to_regproc looks into schemas that the role may not use, too.
            if (await database.ScalarAsync<bool>("SELECT to_regclass($1) IS NOT NULL", schema + ".release").ConfigureAwait(false))
            {
                return await database.ScalarAsync<string[]>($"SELECT {schema}.gate({gate.Arguments()})").ConfigureAwait(false) ?? [];
            }

            var table = SqlIdentifier.Quote(gate.Table);
            var hasRows = await database.ScalarAsync<bool>("SELECT to_regclass($1) IS NOT NULL", table).ConfigureAwait(false)
                && await database.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM {table})").ConfigureAwait(false);
            return hasRows ? [NeverRan] : [];
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new BackfillException(
                BackfillProblem.Privilege,
                $"The gate of backfill \"{gate.Backfill}\" cannot be read: {denied.MessageText}. Run, with the role that migrates: GRANT USAGE ON SCHEMA {schema} TO the role; "
                + $"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO the role; GRANT SELECT ON {SqlIdentifier.Quote(gate.Table)} TO the role;",
                denied);
        }
    }
}
