ALTER TABLE "Orders" ADD COLUM note text;
