using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Shop.Model;

/// <summary>What `dotnet ef` and Program use. The first argument may be a connection string: `dotnet run -- "Host=..."`.</summary>
public sealed class ShopContextFactory : IDesignTimeDbContextFactory<ShopContext>
{
    public ShopContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<ShopContext>().UseNpgsql(args is [var connection, ..] ? connection : "Host=localhost;Database=shop").Options);
}
