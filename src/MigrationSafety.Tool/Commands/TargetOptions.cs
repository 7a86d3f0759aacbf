using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using MigrationSafety.Core;
using MigrationSafety.Core.Options;
using MigrationSafety.Tool.Loading;

namespace MigrationSafety.Tool.Commands;

/// <summary>What the commands have in common: what to judge, and how to load it.</summary>
internal sealed class TargetOptions
{
    private readonly Argument<string[]> paths = new("path")
    {
        Description = "A project, a solution (.sln, .slnx, .slnf), a folder that holds one of these, or .sql files and folders of them. Default: this folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> framework = new("--framework", "-f")
    {
        Description = "The target framework to judge; default: the newest, as in a build.",
    };

    private readonly Option<string?> configuration = new("--configuration", "-c") { Description = "The build configuration. Default: Debug." };

    private readonly Option<bool> noRestore = new("--no-restore") { Description = "Do not restore packages first." };

    private readonly Option<string?> version = new("--postgresql-version")
    {
        Description = "The oldest PostgreSQL that the migrations run on. Wins over the projects' settings.",
    };

    private readonly Option<string?> deployedThrough = new("--deployed-through")
    {
        Description = "The id of the last migration in production, or none. Wins over the projects' settings.",
    };

    private readonly Option<string?> baseline = new("--baseline")
    {
        Description = "The baseline to use. Default: migration-safety.baseline.json in the project's folder or above it.",
    };

    public void AddTo(Command command, bool takesBaseline)
    {
        command.Arguments.Add(paths);
        command.Options.Add(framework);
        command.Options.Add(configuration);
        command.Options.Add(noRestore);
        command.Options.Add(version);
        command.Options.Add(deployedThrough);
        if (takesBaseline)
        {
            command.Options.Add(baseline);
        }

        version.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !PostgresVersion.TryParse(text, out _))
            {
                result.AddError($"--postgresql-version {text}: a major version from {PostgresVersion.Oldest} to {PostgresVersion.Newest} is expected.");
            }
        });
    }

    public LoadRequest Read(ParseResult parsed, bool takesBaseline)
    {
        var flags = new Dictionary<string, string>();
        Add(flags, OptionKeys.PostgreSqlVersion, parsed.GetValue(version));
        Add(flags, OptionKeys.DeployedThrough, parsed.GetValue(deployedThrough));
        return new LoadRequest
        {
            Target = Target.Find(parsed.GetValue(paths) ?? [], Directory.GetCurrentDirectory()),
            Framework = parsed.GetValue(framework),
            Configuration = parsed.GetValue(configuration),
            Restore = !parsed.GetValue(noRestore),
            Options = flags,
            Baseline = takesBaseline && parsed.GetValue(baseline) is { } file ? Path.GetFullPath(file) : null,
        };
    }

    private static void Add(Dictionary<string, string> flags, OptionKey key, string? value)
    {
        if (value is not null)
        {
            flags[key.EditorConfig] = value;
        }
    }
}
