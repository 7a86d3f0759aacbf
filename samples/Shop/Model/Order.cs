namespace Shop.Model;

public sealed class Order
{
    public long Id { get; set; }
    public int CustomerId { get; set; }
    public Customer? Customer { get; set; }
    public Guid PublicId { get; set; }
    public DateTime PlacedAt { get; set; }
    public required string OrderStatus { get; set; }
    public decimal? Total { get; set; }
    public int? CouponId { get; set; }
    public Coupon? Coupon { get; set; }
    public List<OrderLine> Lines { get; } = [];
}
