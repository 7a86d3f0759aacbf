namespace Shop.Model;

public sealed class Review
{
    public long Id { get; set; }
    public int ProductId { get; set; }
    public Product? Product { get; set; }
    public int Stars { get; set; }
    public string? Text { get; set; }
}
