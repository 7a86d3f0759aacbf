using System;
using System.CommandLine;
using MigrationSafety.Tool.Backfills;
using Npgsql;

namespace MigrationSafety.Tool.Commands;

/// <summary>Which database a command speaks to.</summary>
internal sealed class DatabaseOptions
{
    public const string Variable = "MIGRATION_SAFETY_CONNECTION";

    private readonly Option<string?> connection = new("--connection") { Description = $"The connection string (Host=...;Database=...;Username=...). Default: the environment variable {Variable}, which no process list shows." };

    private readonly Option<string> schema = new("--schema") { Description = "The schema of the control tables.", DefaultValueFactory = static _ => "migration_safety" };

    public void AddTo(Command command)
    {
        command.Options.Add(connection);
        command.Options.Add(schema);
    }

    public BackfillDatabase Open(ParseResult parsed)
    {
        var (text, origin) = parsed.GetValue(connection) is { } given ? (given, "--connection") : (Environment.GetEnvironmentVariable(Variable), Variable);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ToolException($"Which database? Give --connection \"Host=...;Database=...;Username=...\", or set the environment variable {Variable}.");
        }

        return new BackfillDatabase(Read(text, origin), parsed.GetValue(schema)!);
    }

    // Nothing of the text is repeated: what cannot be read may be part of a password.
    private static NpgsqlConnectionStringBuilder Read(string text, string origin)
    {
        try
        {
            return new(text) { ApplicationName = "dotnet migration-safety", Pooling = true, Multiplexing = false };
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or InvalidCastException)
        {
            throw new ToolException($"The connection string in {origin} cannot be read. Keywords as Host=...;Port=5432;Database=...;Username=...;Password=... are expected; a value with ; or = stands in double quotes.");
        }
    }
}
