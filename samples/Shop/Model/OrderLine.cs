namespace Shop.Model;

public sealed class OrderLine
{
    public long Id { get; set; }
    public long OrderId { get; set; }
    public int ProductId { get; set; }
    public Product? Product { get; set; }
    public long Quantity { get; set; }
    public decimal UnitPrice { get; set; }
    public decimal Total { get; private set; }
}
