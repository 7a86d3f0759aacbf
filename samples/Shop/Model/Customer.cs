namespace Shop.Model;

public sealed class Customer
{
    public int Id { get; set; }
    public required string FullName { get; set; }
    public required string Email { get; set; }
    public required string PhoneNumber { get; set; }
    public required string Language { get; set; }
    public List<Order> Orders { get; } = [];
}
