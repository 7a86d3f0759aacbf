using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ADD COLUMN with a volatile default; below 11 with any.</summary>
internal sealed class AddColumnRewritesTable : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1101",
        Name = nameof(AddColumnRewritesTable),
        Title = "Adding a column with a volatile default rewrites the table",
        MessageFormat = "Adding column {0} with {1} {2}. Instead: add the column without a default, then SET DEFAULT for new rows, and fill the "
            + "old rows in batches.",
        Description = "A default that differs from row to row (random(), gen_random_uuid(), clock_timestamp(), nextval()) is written into every "
            + "row while reads and writes wait; below 11 any default is. A constant and now() cost nothing from 11 on.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Phases,
        Concerns = [typeof(AddColumn)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (AddedColumnRewrites.Cause(context) == AddedColumnRewrite.Default)
        {
            var change = (AddColumn)context.Change;
            context.Report(
                Descriptor, ChangeWording.Quote(change.Table, change.Column.Name), Default(change.Column.Default), context.EffectText);
        }
    }

    private static string Default(SqlExpression? value) => value switch
    {
        null => "a default",
        { Volatility: Volatility.Volatile } => "volatile default " + value.Sql,
        { Volatility: Volatility.Unknown } => "default " + value.Sql + " (volatile unless its function is declared STABLE or IMMUTABLE)",
        _ => "default " + value.Sql + " (free only from 11 on)",
    };
}
