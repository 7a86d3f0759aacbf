--: a default that has the new type already
--setup
ALTER TABLE types ALTER COLUMN statustxt SET DEFAULT 'new'::order_status;
--run
ALTER TABLE types ALTER COLUMN statustxt TYPE order_status USING statustxt::order_status;
--: varchar(50)->varchar(100)
ALTER TABLE types ALTER COLUMN v50 TYPE varchar(100);
--: varchar(50)->varchar (unbounded)
ALTER TABLE types ALTER COLUMN v50 TYPE varchar;
--: varchar(50)->varchar(20) narrow
ALTER TABLE types ALTER COLUMN v50 TYPE varchar(20);
--: varchar(50)->varchar(3) narrow, data too long
--rows
ALTER TABLE types ALTER COLUMN v50 TYPE varchar(3);
--: varchar(50)->char(60)
ALTER TABLE types ALTER COLUMN v50 TYPE char(60);
--: varchar->text
ALTER TABLE types ALTER COLUMN v TYPE text;
--: varchar(50)->text
ALTER TABLE types ALTER COLUMN v50 TYPE text;
--: varchar(50)->text using cast
ALTER TABLE types ALTER COLUMN v50 TYPE text USING v50::text;
--: varchar(50)->text using function
ALTER TABLE types ALTER COLUMN v50 TYPE text USING lower(v50);
--: text->varchar (unbounded)
ALTER TABLE types ALTER COLUMN txt TYPE varchar;
--: text->varchar(50)
ALTER TABLE types ALTER COLUMN txt TYPE varchar(50);
--: text->char(10)
ALTER TABLE types ALTER COLUMN txt TYPE char(10);
--: text->name
ALTER TABLE types ALTER COLUMN txt TYPE name;
--: name->text
ALTER TABLE types ALTER COLUMN nm TYPE text;
--: char(10)->text
ALTER TABLE types ALTER COLUMN c10 TYPE text;
--: char(10)->varchar(10)
ALTER TABLE types ALTER COLUMN c10 TYPE varchar(10);
--: char(10)->char(20)
ALTER TABLE types ALTER COLUMN c10 TYPE char(20);
--: varchar->citext
ALTER TABLE types ALTER COLUMN v TYPE citext;
--: text->citext
ALTER TABLE types ALTER COLUMN txt TYPE citext;
--: citext->text
ALTER TABLE types ALTER COLUMN ci TYPE text;
--: citext->varchar
ALTER TABLE types ALTER COLUMN ci TYPE varchar;
--: citext->varchar(20)
ALTER TABLE types ALTER COLUMN ci TYPE varchar(20);
--: int->bigint
ALTER TABLE types ALTER COLUMN i4 TYPE bigint;
--: int->bigint (int8 spelled)
ALTER TABLE types ALTER COLUMN i4 TYPE int8;
--: bigint->int
ALTER TABLE types ALTER COLUMN i8 TYPE integer;
--: smallint->int
ALTER TABLE types ALTER COLUMN i2 TYPE integer;
--: int->smallint
ALTER TABLE types ALTER COLUMN i4 TYPE smallint;
--: int->numeric
ALTER TABLE types ALTER COLUMN i4 TYPE numeric;
--: int->oid
ALTER TABLE types ALTER COLUMN i4 TYPE oid;
--: oid->int
ALTER TABLE types ALTER COLUMN o TYPE integer;
--: oid->bigint
ALTER TABLE types ALTER COLUMN o TYPE bigint;
--: int->text
ALTER TABLE types ALTER COLUMN i4 TYPE text;
--: int->double precision
ALTER TABLE types ALTER COLUMN i4 TYPE double precision;
--: real->double precision
ALTER TABLE types ALTER COLUMN r4 TYPE double precision;
--: double precision->real
ALTER TABLE types ALTER COLUMN f8 TYPE real;
--: double precision->numeric
ALTER TABLE types ALTER COLUMN f8 TYPE numeric;
--: numeric(10,2)->numeric(12,2) precision up
ALTER TABLE types ALTER COLUMN n10_2 TYPE numeric(12,2);
--: numeric(10,2)->numeric(12,4) scale up
ALTER TABLE types ALTER COLUMN n10_2 TYPE numeric(12,4);
--: numeric(10,2)->numeric(9,2) precision down
ALTER TABLE types ALTER COLUMN n10_2 TYPE numeric(9,2);
--: numeric(10,2)->numeric (unbounded)
ALTER TABLE types ALTER COLUMN n10_2 TYPE numeric;
--: numeric->numeric(10,2)
ALTER TABLE types ALTER COLUMN n TYPE numeric(10,2);
--: numeric->int
ALTER TABLE types ALTER COLUMN n TYPE integer;
--: numeric->double precision
ALTER TABLE types ALTER COLUMN n TYPE double precision;
--: money->numeric
ALTER TABLE types ALTER COLUMN mon TYPE numeric;
--: numeric->money
ALTER TABLE types ALTER COLUMN n TYPE money;
--: timestamp->timestamptz, TimeZone=UTC
--session SET timezone = 'UTC'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz;
--: timestamp->timestamptz, TimeZone=Europe/Berlin
--session SET timezone = 'Europe/Berlin'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz;
--: timestamp->timestamptz using at time zone 'UTC', TimeZone=UTC
--session SET timezone = 'UTC'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz USING ts AT TIME ZONE 'UTC';
--: timestamp->timestamptz, TimeZone=Etc/UTC
--session SET timezone = 'Etc/UTC'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz;
--: timestamp->timestamptz, TimeZone=GMT
--session SET timezone = 'GMT'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz;
--: timestamp->timestamptz, TimeZone=Europe/London
--session SET timezone = 'Europe/London'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz;
--: timestamp->timestamptz(3), TimeZone=UTC
--session SET timezone = 'UTC'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz(3);
--: timestamp(3)->timestamptz, TimeZone=UTC
--session SET timezone = 'UTC'
ALTER TABLE types ALTER COLUMN ts3 TYPE timestamptz;
--: timestamptz->timestamp, TimeZone=UTC
--session SET timezone = 'UTC'
ALTER TABLE types ALTER COLUMN tz TYPE timestamp;
--: timestamptz->timestamp, TimeZone=Europe/Berlin
--session SET timezone = 'Europe/Berlin'
ALTER TABLE types ALTER COLUMN tz TYPE timestamp;
--: timestamp->timestamp(3)
ALTER TABLE types ALTER COLUMN ts TYPE timestamp(3);
--: timestamp(3)->timestamp(6)
ALTER TABLE types ALTER COLUMN ts3 TYPE timestamp(6);
--: timestamp(3)->timestamp
ALTER TABLE types ALTER COLUMN ts3 TYPE timestamp;
--: timestamptz->timestamptz(3)
ALTER TABLE types ALTER COLUMN tz TYPE timestamptz(3);
--: timestamptz(3)->timestamptz
ALTER TABLE types ALTER COLUMN tz3 TYPE timestamptz;
--: timestamp->date
ALTER TABLE types ALTER COLUMN ts TYPE date;
--: date->timestamp
ALTER TABLE types ALTER COLUMN d TYPE timestamp;
--: date->timestamptz, TimeZone=UTC
--session SET timezone = 'UTC'
ALTER TABLE types ALTER COLUMN d TYPE timestamptz;
--: time->time(3)
ALTER TABLE types ALTER COLUMN t TYPE time(3);
--: time(3)->time
ALTER TABLE types ALTER COLUMN t3 TYPE time;
--: time->timetz
ALTER TABLE types ALTER COLUMN t TYPE timetz;
--: time->interval
ALTER TABLE types ALTER COLUMN t TYPE interval;
--: interval->interval(3)
ALTER TABLE types ALTER COLUMN iv TYPE interval(3);
--: interval(3)->interval
ALTER TABLE types ALTER COLUMN iv3 TYPE interval;
--: interval->interval day to second
ALTER TABLE types ALTER COLUMN iv TYPE interval DAY TO SECOND;
--: interval->time
ALTER TABLE types ALTER COLUMN iv TYPE time;
--: json->jsonb
ALTER TABLE types ALTER COLUMN js TYPE jsonb;
--: jsonb->json
ALTER TABLE types ALTER COLUMN jb TYPE json;
--: json->text
ALTER TABLE types ALTER COLUMN js TYPE text;
--: jsonb->text
ALTER TABLE types ALTER COLUMN jb TYPE text;
--: text->jsonb without using
ALTER TABLE types ALTER COLUMN jsontxt TYPE jsonb;
--: text->jsonb using
ALTER TABLE types ALTER COLUMN jsontxt TYPE jsonb USING jsontxt::jsonb;
--: text->int without using
ALTER TABLE types ALTER COLUMN numtxt TYPE integer;
--: text->int using
ALTER TABLE types ALTER COLUMN numtxt TYPE integer USING numtxt::integer;
--: text->int using, bad rows
--rows
ALTER TABLE types ALTER COLUMN txt TYPE integer USING txt::integer;
--: text->uuid without using
ALTER TABLE types ALTER COLUMN uidtxt TYPE uuid;
--: text->uuid using
ALTER TABLE types ALTER COLUMN uidtxt TYPE uuid USING uidtxt::uuid;
--: uuid->text
ALTER TABLE types ALTER COLUMN uid TYPE text;
--: uuid->varchar(36)
ALTER TABLE types ALTER COLUMN uid TYPE varchar(36);
--: text->enum without using
ALTER TABLE types ALTER COLUMN statustxt TYPE order_status;
--: text->enum using
ALTER TABLE types ALTER COLUMN statustxt TYPE order_status USING statustxt::order_status;
--: enum->text
ALTER TABLE types ALTER COLUMN st TYPE text;
--: enum->varchar(20)
ALTER TABLE types ALTER COLUMN st TYPE varchar(20);
--: enum->text using
ALTER TABLE types ALTER COLUMN st TYPE text USING st::text;
--: enum->other enum without using
ALTER TABLE types ALTER COLUMN st TYPE spare_status;
--: int->enum without using
ALTER TABLE types ALTER COLUMN i4 TYPE order_status;
--: bool->int without using
ALTER TABLE types ALTER COLUMN bl TYPE integer;
--: bool->int using
ALTER TABLE types ALTER COLUMN bl TYPE integer USING bl::integer;
--: bool->text
ALTER TABLE types ALTER COLUMN bl TYPE text;
--: int->bool without using
ALTER TABLE types ALTER COLUMN i4 TYPE boolean;
--: int->bool using
ALTER TABLE types ALTER COLUMN i4 TYPE boolean USING i4::boolean;
--: int->date without using
ALTER TABLE types ALTER COLUMN i4 TYPE date;
--: int->uuid without using
ALTER TABLE types ALTER COLUMN i4 TYPE uuid;
--: timestamp->text
ALTER TABLE types ALTER COLUMN ts TYPE text;
--: int->domain (no constraint)
ALTER TABLE types ALTER COLUMN i4 TYPE plain_int;
--: int->constrained domain
ALTER TABLE types ALTER COLUMN i4 TYPE positive_int;
--: domain->base int
ALTER TABLE types ALTER COLUMN pd TYPE integer;
--: constrained domain->base int
ALTER TABLE types ALTER COLUMN cd TYPE integer;
--: domain->other domain of the same base
ALTER TABLE types ALTER COLUMN cd TYPE plain_int;
--: domain->bigint
ALTER TABLE types ALTER COLUMN pd TYPE bigint;
--: same type (no-op)
ALTER TABLE types ALTER COLUMN i4 TYPE integer;
--: same type, length spelled
ALTER TABLE types ALTER COLUMN v50 TYPE character varying(50);
--: same type with USING self
ALTER TABLE types ALTER COLUMN i4 TYPE integer USING i4;
--: same type with USING self cast
ALTER TABLE types ALTER COLUMN i4 TYPE integer USING i4::integer;
--: same type with USING expression
ALTER TABLE types ALTER COLUMN i4 TYPE integer USING i4 + 1;
--: text->text collate "C"
ALTER TABLE types ALTER COLUMN txt TYPE text COLLATE "C";
--: varbit(8)->varbit(16)
ALTER TABLE types ALTER COLUMN vb8 TYPE varbit(16);
--: varbit(8)->varbit
ALTER TABLE types ALTER COLUMN vb8 TYPE varbit;
--: varbit->varbit(16)
ALTER TABLE types ALTER COLUMN vb TYPE varbit(16);
--: bit(8)->varbit
ALTER TABLE types ALTER COLUMN b8 TYPE varbit;
--: bit(8)->bit(16)
--rows
ALTER TABLE types ALTER COLUMN b8 TYPE bit(16);
--: text->bytea using
ALTER TABLE types ALTER COLUMN txt TYPE bytea USING txt::bytea;
--: bytea->text
ALTER TABLE types ALTER COLUMN ba TYPE text;
--: cidr->inet
ALTER TABLE types ALTER COLUMN net TYPE inet;
--: inet->cidr
ALTER TABLE types ALTER COLUMN ip TYPE cidr;
--: inet->text
ALTER TABLE types ALTER COLUMN ip TYPE text;
--: xml->text
ALTER TABLE types ALTER COLUMN x TYPE text;
--: varchar(50)[]->text[]
ALTER TABLE types ALTER COLUMN va TYPE text[];
--: varchar(50)[]->varchar(100)[]
ALTER TABLE types ALTER COLUMN va TYPE varchar(100)[];
--: text[]->varchar[]
ALTER TABLE types ALTER COLUMN ta TYPE varchar[];
--: int[]->bigint[]
ALTER TABLE types ALTER COLUMN ia TYPE bigint[];
--: int->int[] without using
ALTER TABLE types ALTER COLUMN i4 TYPE integer[];
--: missing column
ALTER TABLE types ALTER COLUMN nope TYPE integer;
--: two columns, one rewrites
ALTER TABLE types ALTER COLUMN v50 TYPE text, ALTER COLUMN i4 TYPE bigint;
--: on a table without indexes
ALTER TABLE bare ALTER COLUMN k TYPE bigint;
--: of a composite type's table
ALTER TABLE used_t ALTER COLUMN id TYPE bigint;
