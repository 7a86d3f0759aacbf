using Microsoft.EntityFrameworkCore;

namespace Shop.Model;

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<Coupon> Coupons => Set<Coupon>();
    public DbSet<Review> Reviews => Set<Review>();
    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>().HasIndex(order => new { order.PlacedAt, order.CustomerId });
        modelBuilder.Entity<Customer>().HasIndex(customer => customer.Email).IsUnique();
        modelBuilder.Entity<Product>().ToTable(table => table.HasCheckConstraint("CK_Products_Price", "\"Price\" > 0"));
        modelBuilder.Entity<Order>().Property(order => order.PublicId).HasDefaultValueSql("gen_random_uuid()");
        modelBuilder.Entity<OrderLine>().Property(line => line.Total).HasComputedColumnSql("\"Quantity\" * \"UnitPrice\"", stored: true);
        modelBuilder.Entity<Order>().Property(order => order.OrderStatus).HasMaxLength(20);
        modelBuilder.Entity<Product>().Property(product => product.Name).HasMaxLength(80);
        modelBuilder.Entity<Product>().HasIndex(product => product.Name).IsUnique();
        modelBuilder.Entity<Product>().HasAlternateKey(product => product.Sku);
        modelBuilder.Entity<Review>().HasIndex(review => review.Stars).IsCreatedConcurrently();
    }
}
