START TRANSACTION;

CREATE TABLE "Orders" (
    "Id" uuid NOT NULL,
    "CustomerId" integer NOT NULL,
    "Total" numeric(18,2) NOT NULL DEFAULT 0.0,
    "CreatedAt" timestamp with time zone NOT NULL DEFAULT (now()),
    CONSTRAINT "PK_Orders" PRIMARY KEY ("Id"),
    CONSTRAINT "FK_Orders_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE CASCADE
);

CREATE INDEX "IX_Orders_CustomerId" ON "Orders" ("CustomerId");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20240101000000_Orders', '8.0.0');

COMMIT;
----
-- a script with everything on one line
SET lock_timeout = '2s'; ALTER TABLE t ADD COLUMN c int; CREATE INDEX CONCURRENTLY i ON t (c); ALTER TABLE t VALIDATE CONSTRAINT k;
----
/* header
   over lines */

ALTER TABLE a
    ADD COLUMN b int, -- why
    DROP COLUMN c,

    ALTER COLUMN d TYPE bigint USING d::bigint;
----
SELECT 1;
SELECT 2

;

SELECT 3 FROM;
SELECT 4;
----
	SELECT	'tabs'	,	1	;
----
SELECT 'a string
over two lines', "an identifier
too"
----
SELECT 'first'
   'second'
   'third', E'x'
   'y\n';
----
 

----
-- only a comment
----
/* only a comment */
----
;
----
CREATE TABLE t (a int); -- é😀
ALTER TABLE t ADD b int);
