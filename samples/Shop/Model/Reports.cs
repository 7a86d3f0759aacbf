using Microsoft.EntityFrameworkCore;

namespace Shop.Model;

/// <summary>SQL that no renaming of a property reaches.</summary>
public sealed class Reports(ShopContext context)
{
    public IQueryable<int> OpenOrders() =>
        context.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM "Orders" WHERE "Status" = 'open'""");

    public IQueryable<int> AbandonedCarts() =>
        context.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM legacy_carts""");
}
