namespace Shop.Model;

public sealed class Coupon
{
    public int Id { get; set; }
    public required string Code { get; set; }
    public decimal Discount { get; set; }
}
