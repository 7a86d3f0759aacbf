namespace MigrationSafety.Package.Tests.Users;

internal sealed record SarifFinding(string Id, string Level, string Path, int Line, string Message)
{
    public override string ToString() => $"{Path}:{Line} {Level} {Id}";
}
