using System;
using System.Globalization;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.Runtime.Signals;
using MigrationSafety.Runtime.Worker;
using Npgsql;

// usage: <connection string> <name of the backfill> <rest ratio>
await using var source = NpgsqlDataSource.Create(args[0]);
var options = new BackfillOptions
{
    Workers = 1,
    TargetBatchTime = TimeSpan.FromMilliseconds(5),
    RestRatio = double.Parse(args[2], CultureInfo.InvariantCulture),
    Signals = BuiltInSignals.Default(),
};
var status = await new BackfillRunner(source, options).RunAsync(new AccountsBackfill(args[1]));
return status.State == "completed" ? 0 : 2;
