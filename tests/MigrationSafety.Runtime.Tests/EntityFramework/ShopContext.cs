using System;
using Microsoft.EntityFrameworkCore;

namespace MigrationSafety.Runtime.Tests.EntityFramework;

internal sealed class ShopContext(string connectionString) : DbContext
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Order> Orders => Set<Order>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connectionString, npgsql => npgsql.EnableRetryOnFailure());

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.HasDefaultSchema("shop");
        model.Entity<Order>().HasQueryFilter(o => !o.IsDeleted).Property(o => o.State).HasConversion<string>();
    }
}

internal sealed class Customer
{
    public int Id { get; set; }

    public required string Name { get; set; }
}

internal sealed class Order
{
    public Guid Id { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    public decimal Amount { get; set; }

    public OrderState State { get; set; }

    public bool IsDeleted { get; set; }

    public string? Label { get; set; }

    public DateTime? Since { get; set; }
}

internal enum OrderState
{
    Open,
    Closed,
}
