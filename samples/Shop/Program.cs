using Microsoft.EntityFrameworkCore;
using Shop.Model;

await using var context = new ShopContextFactory().CreateDbContext(args);
await context.Database.MigrateAsync();
