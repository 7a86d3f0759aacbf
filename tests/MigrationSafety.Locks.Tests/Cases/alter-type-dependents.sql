--: varchar(50)->varchar(100), indexed
ALTER TABLE keyed ALTER COLUMN v50 TYPE varchar(100);
--: varchar->text, indexed
ALTER TABLE keyed ALTER COLUMN v50 TYPE text;
--: text->varchar, indexed
ALTER TABLE keyed ALTER COLUMN txt TYPE varchar;
--: varchar->citext, indexed
ALTER TABLE keyed ALTER COLUMN v50 TYPE citext;
--: text->citext, indexed
ALTER TABLE keyed ALTER COLUMN txt TYPE citext;
--: citext->text, indexed
ALTER TABLE keyed ALTER COLUMN ci TYPE text;
--: varchar->varchar(100), gin trgm index
ALTER TABLE keyed ALTER COLUMN trg TYPE varchar(100);
--: varchar->text, gin trgm index
ALTER TABLE keyed ALTER COLUMN trg TYPE text;
--: varchar->varchar(100), second column of an index
ALTER TABLE keyed ALTER COLUMN covered TYPE varchar(100);
--: varchar->text, included column of an index
--majors 11+
ALTER TABLE keyed ALTER COLUMN inc TYPE text;
--: varchar->citext, included column of an index
--majors 11+
ALTER TABLE keyed ALTER COLUMN inc TYPE citext;
--: int->bigint, indexed
ALTER TABLE keyed ALTER COLUMN i4 TYPE bigint;
--: int->oid, indexed
ALTER TABLE keyed ALTER COLUMN i4 TYPE oid;
--: int->domain, indexed
ALTER TABLE keyed ALTER COLUMN i4 TYPE plain_int;
--: numeric(10,2)->numeric(12,2), indexed
ALTER TABLE keyed ALTER COLUMN n10_2 TYPE numeric(12,2);
--: numeric(10,2)->numeric(12,2), expression index on it
ALTER TABLE keyed ALTER COLUMN expr_n TYPE numeric(12,2);
--: timestamp->timestamptz, indexed, TimeZone=UTC
--session SET timezone = 'UTC'
ALTER TABLE keyed ALTER COLUMN ts TYPE timestamptz;
--: timestamptz->timestamp, indexed, TimeZone=UTC
--session SET timezone = 'UTC'
ALTER TABLE keyed ALTER COLUMN tz TYPE timestamp;
--: varchar(50)->varchar(50) collate "C", indexed
ALTER TABLE keyed ALTER COLUMN v50 TYPE varchar(50) COLLATE "C";
--: varchar->varchar(100), partial index predicate on it
ALTER TABLE keyed ALTER COLUMN part TYPE varchar(100);
--: varchar->text, partial index predicate on it
ALTER TABLE keyed ALTER COLUMN part TYPE text;
--: varchar->varchar(100), expression index on it
ALTER TABLE keyed ALTER COLUMN expr TYPE varchar(100);
--: varchar->text, expression index on it
ALTER TABLE keyed ALTER COLUMN expr TYPE text;
--: same type, expression index on it
ALTER TABLE keyed ALTER COLUMN expr TYPE varchar(50);
--: varchar->varchar(100), unique constraint
ALTER TABLE keyed ALTER COLUMN uq TYPE varchar(100);
--: varchar->citext, unique constraint
ALTER TABLE keyed ALTER COLUMN uq TYPE citext;
--: varchar->varchar(100), exclusion constraint
--setup
ALTER TABLE keyed ADD CONSTRAINT ex_keyed EXCLUDE USING gist (uq WITH =);
--run
ALTER TABLE keyed ALTER COLUMN uq TYPE varchar(100);
--: varchar->varchar(100), column has check constraint
ALTER TABLE orders ALTER COLUMN checked TYPE varchar(100);
--: varchar->text, column has check constraint
ALTER TABLE orders ALTER COLUMN checked TYPE text;
--: varchar->varchar(100), check constraint not valid
--setup
ALTER TABLE bare ADD CONSTRAINT ck_bare CHECK (note <> '') NOT VALID;
--run
ALTER TABLE bare ALTER COLUMN note TYPE varchar(100);
--: int->bigint, check constraint on other column
ALTER TABLE orders ALTER COLUMN filled_col TYPE bigint;
--: int->bigint, check constraint on it
ALTER TABLE orders ALTER COLUMN positive_col TYPE bigint;
--: int->bigint, pk identity referenced by fk
ALTER TABLE orders ALTER COLUMN id TYPE bigint;
--: int->bigint, fk column
ALTER TABLE order_items ALTER COLUMN order_id TYPE bigint;
--: int->bigint, fk column of a not valid fk
ALTER TABLE orders ALTER COLUMN region_id TYPE bigint;
--: int->bigint, referenced by several tables
ALTER TABLE customers ALTER COLUMN id TYPE bigint;
--: varchar->varchar(100) used by fk (referencing side)
ALTER TABLE ch ALTER COLUMN c TYPE varchar(100);
--: varchar->varchar(100) used by fk (referenced side)
ALTER TABLE pa ALTER COLUMN p TYPE varchar(100);
--: varchar->text used by fk (referenced side)
ALTER TABLE pa ALTER COLUMN p TYPE text;
--: fk column to a type without a common operator
--unforeseen
ALTER TABLE order_items ALTER COLUMN order_id TYPE text;
--: column used by view
ALTER TABLE orders ALTER COLUMN viewcol TYPE varchar;
--: same type, column used by view
ALTER TABLE orders ALTER COLUMN viewcol TYPE text;
--: set default + type change of column used by matview
ALTER TABLE customers ALTER COLUMN email SET DEFAULT 'x', ALTER COLUMN email TYPE varchar(50);
--: column with generated dependant
--majors 12+
ALTER TABLE computed ALTER COLUMN label TYPE varchar(100);
--: a generated column
--majors 12+
ALTER TABLE computed ALTER COLUMN label_upper TYPE varchar(100);
--: a generated column, cheap
--majors 12+
ALTER TABLE computed ALTER COLUMN label_upper TYPE varchar;
--: other column of a table with a generated column
--majors 12+
ALTER TABLE computed ALTER COLUMN id TYPE bigint;
--: column with virtual generated dependant
--majors 18+
ALTER TABLE computed_virtual ALTER COLUMN price TYPE bigint;
--: column with trigger UPDATE OF
ALTER TABLE orders ALTER COLUMN trigcol TYPE varchar(100);
--: column used in policy
ALTER TABLE secured ALTER COLUMN polcol TYPE varchar(100);
--: column with default
--setup
ALTER TABLE bare ALTER COLUMN note SET DEFAULT 'x';
--run
ALTER TABLE bare ALTER COLUMN note TYPE text;
--: column with default that cannot be cast
--setup
ALTER TABLE types ALTER COLUMN numtxt SET DEFAULT 'x';
--run
ALTER TABLE types ALTER COLUMN numtxt TYPE integer USING numtxt::integer;
--: column with extended statistics
ALTER TABLE ruled ALTER COLUMN note TYPE varchar;
--: on partitioned parent: text->varchar(10)
ALTER TABLE events ALTER COLUMN kind TYPE varchar(10);
--: on partitioned parent: text->varchar
ALTER TABLE events ALTER COLUMN kind TYPE varchar;
--: on partitioned parent, indexed: bigint->numeric
ALTER TABLE events ALTER COLUMN id TYPE numeric;
--: on partitioned parent, indexed: text->citext
--majors 11+
ALTER TABLE pix ALTER COLUMN note TYPE citext;
--: on a partition
ALTER TABLE events_2023 ALTER COLUMN kind TYPE varchar;
--: partition key column
ALTER TABLE events ALTER COLUMN at TYPE timestamptz;
--: on an inheritance parent
ALTER TABLE parent_t ALTER COLUMN a TYPE bigint;
--: on an inheritance child
ALTER TABLE child_t ALTER COLUMN a TYPE bigint;
