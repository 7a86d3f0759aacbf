using System.CommandLine;

namespace MigrationSafety.Tool.Commands;

/// <summary>What several subcommands of <c>backfill</c> take.</summary>
internal static class BackfillArguments
{
    public const string Json = "json";

    private const string Text = "text";

    public static Argument<string> Name(Command command)
    {
        var name = new Argument<string>("name") { Description = "The backfill." };
        command.Arguments.Add(name);
        return name;
    }

    public static DatabaseOptions Database(Command command)
    {
        var database = new DatabaseOptions();
        database.AddTo(command);
        return database;
    }

    public static Option<string> Format(Command command)
    {
        var format = new Option<string>("--format") { Description = "How it is written.", DefaultValueFactory = static _ => Text };
        format.AcceptOnlyFromAmong(Text, Json);
        command.Options.Add(format);
        return format;
    }
}
