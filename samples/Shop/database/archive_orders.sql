-- A script of the operators; MigrationSafetySql names it in Shop.csproj.
CREATE TABLE orders_archive (LIKE "Orders" INCLUDING ALL);
ALTER TABLE "Orders" ADD CONSTRAINT orders_total_positive CHECK ("Total" >= 0);
VACUUM FULL "Orders";
TRUNCATE "Coupons" CASCADE;

-- Safe: it waits for its lock no longer than it says, and validates without blocking writes.
SET lock_timeout = '2s';
ALTER TABLE "OrderLines" ADD CONSTRAINT lines_quantity_positive CHECK ("Quantity" > 0) NOT VALID;
ALTER TABLE "OrderLines" VALIDATE CONSTRAINT lines_quantity_positive;
