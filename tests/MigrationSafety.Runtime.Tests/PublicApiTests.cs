using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Tests.Support;
using Xunit;

namespace MigrationSafety.Runtime.Tests;

/// <summary>What users compile against changes only on purpose: UPDATE_DOCS=1 dotnet test --filter PublicApi writes PublicApi.txt.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_API_is_the_one_written_down() => PublicApiText.IsWrittenDown(typeof(Backfill).Assembly, "MigrationSafety.Runtime.Tests");
}
