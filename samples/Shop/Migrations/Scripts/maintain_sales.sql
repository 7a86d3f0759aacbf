-- Run by the migration MaintainSales, which reads it from the assembly's resources.
LOCK TABLE "Customers" IN ACCESS EXCLUSIVE MODE;
REINDEX TABLE "OrderLines";
REFRESH MATERIALIZED VIEW sales_by_month;
