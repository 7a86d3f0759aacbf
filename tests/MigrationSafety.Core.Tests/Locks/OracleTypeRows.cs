namespace MigrationSafety.Core.Tests.Locks;

/// <summary>What servers of 12 to 18 did with ALTER COLUMN TYPE.</summary>
internal static class OracleTypeRows
{
    public const string AlterType = """
        varchar(50)->varchar(100) | all | ALTER TABLE orders ALTER v50 TYPE varchar(100) => orders:AX
        varchar(50)->varchar(100), indexed | all | ALTER TABLE orders ALTER code TYPE varchar(100) => orders:AX
        varchar(50)->varchar (unbounded) | all | ALTER TABLE orders ALTER v50 TYPE varchar => orders:AX
        varchar(50)->varchar(20) narrow | all | ALTER TABLE orders ALTER v50 TYPE varchar(20) => orders:AX rewrite scan index
        varchar->text | all | ALTER TABLE orders ALTER v50 TYPE text => orders:AX
        varchar->text, indexed | all | ALTER TABLE orders ALTER code TYPE text => orders:AX
        text->varchar (unbounded) | all | ALTER TABLE orders ALTER txt TYPE varchar => orders:AX
        text->varchar(50) | all | ALTER TABLE orders ALTER txt TYPE varchar(50) => orders:AX rewrite scan index
        char(10)->text | all | ALTER TABLE orders ALTER c10 TYPE text => orders:AX rewrite scan index
        char(10)->varchar(10) | all | ALTER TABLE orders ALTER c10 TYPE varchar(10) => orders:AX rewrite scan index
        char(10)->char(20) | all | ALTER TABLE orders ALTER c10 TYPE char(20) => orders:AX rewrite scan index
        varchar->citext | all | ALTER TABLE orders ALTER v50 TYPE citext => orders:AX
        text->citext | all | ALTER TABLE orders ALTER txt TYPE citext => orders:AX
        varchar->citext, indexed | all | ALTER TABLE orders ALTER code TYPE citext => orders:AX scan index
        citext->text | all | ALTER TABLE orders ALTER ci TYPE text => orders:AX
        int->bigint | all | ALTER TABLE orders ALTER i4 TYPE bigint => orders:AX rewrite scan index
        int->bigint, indexed | all | ALTER TABLE orders ALTER i4x TYPE bigint => orders:AX rewrite scan index
        bigint->int | all | ALTER TABLE standalone ALTER big TYPE integer => standalone:AX rewrite scan index
        smallint->int | all | ALTER TABLE orders ALTER i2 TYPE integer => orders:AX rewrite scan index
        int->bigint, pk identity referenced by fk | all | ALTER TABLE customers ALTER id TYPE bigint => customers:AX rewrite scan index, orders:AX scan, s2.u:AX scan
        int->bigint, fk column | all | ALTER TABLE order_items ALTER order_id TYPE bigint => order_items:AX rewrite scan index, orders:AX scan
        int->numeric | all | ALTER TABLE orders ALTER i4 TYPE numeric => orders:AX rewrite scan index
        real->double precision | all | ALTER TABLE orders ALTER r4 TYPE float8 => orders:AX rewrite scan index
        numeric(10,2)->numeric(12,2) precision up | all | ALTER TABLE orders ALTER amount TYPE numeric(12,2) => orders:AX
        numeric(10,2)->numeric(12,4) scale up | all | ALTER TABLE orders ALTER amount TYPE numeric(12,4) => orders:AX rewrite scan index
        numeric(10,2)->numeric(9,2) precision down | all | ALTER TABLE orders ALTER amount TYPE numeric(9,2) => orders:AX rewrite scan index
        numeric(10,2)->numeric (unbounded) | all | ALTER TABLE orders ALTER amount TYPE numeric => orders:AX
        numeric(10,2)->numeric(12,2), indexed | all | ALTER TABLE orders ALTER amount_ix TYPE numeric(12,2) => orders:AX
        numeric->numeric(10,2) | all | ALTER TABLE orders ALTER n TYPE numeric(10,2) => orders:AX rewrite scan index
        timestamp->timestamptz, TimeZone=UTC | all | SET timezone='UTC';; ALTER TABLE orders ALTER ts TYPE timestamptz => orders:AX
        timestamp->timestamptz, TimeZone=UTC, below 12 (documentation) | 10-11 | SET timezone='UTC';; ALTER TABLE orders ALTER ts TYPE timestamptz => orders:AX rewrite scan index
        timestamp->timestamptz, TimeZone=Europe/Berlin | all | SET timezone='Europe/Berlin';; ALTER TABLE orders ALTER ts TYPE timestamptz => orders:AX rewrite scan index
        timestamp->timestamptz, TimeZone not known | all | ALTER TABLE orders ALTER ts TYPE timestamptz => orders:AX rewrite scan index assumed
        timestamp->timestamptz using at time zone 'UTC', TimeZone=UTC | all | SET timezone='UTC';; ALTER TABLE orders ALTER ts TYPE timestamptz USING ts AT TIME ZONE 'UTC' => orders:AX rewrite scan index
        timestamp->timestamptz, indexed, TimeZone=UTC | all | SET timezone='UTC';; ALTER TABLE orders ALTER ts_ix TYPE timestamptz => orders:AX scan index
        timestamp->timestamptz, TimeZone=Etc/UTC | all | SET TIME ZONE 'Etc/UTC';; ALTER TABLE orders ALTER ts TYPE timestamptz => orders:AX
        timestamp->timestamptz, TimeZone=GMT | all | SET LOCAL timezone TO 'GMT'; ALTER TABLE orders ALTER ts TYPE timestamptz => orders:AX
        SET LOCAL of an earlier transaction | all | BEGIN; SET LOCAL timezone='UTC'; COMMIT;; ALTER TABLE orders ALTER ts TYPE timestamptz => orders:AX rewrite scan index assumed
        timestamptz->timestamp, TimeZone=UTC | all | SET timezone='UTC';; ALTER TABLE orders ALTER tz TYPE timestamp => orders:AX
        timestamptz->timestamp, TimeZone=Europe/Berlin | all | SET timezone='Europe/Berlin';; ALTER TABLE orders ALTER tz TYPE timestamp => orders:AX rewrite scan index
        timestamp->timestamp(3) | all | ALTER TABLE orders ALTER ts TYPE timestamp(3) => orders:AX rewrite scan index
        timestamp(3)->timestamp(6) | all | ALTER TABLE orders ALTER ts3 TYPE timestamp(6) => orders:AX
        timestamp->date | all | ALTER TABLE orders ALTER ts TYPE date => orders:AX rewrite scan index
        interval->interval(3) | all | ALTER TABLE orders ALTER iv TYPE interval(3) => orders:AX rewrite scan index
        json->jsonb | all | ALTER TABLE orders ALTER j TYPE jsonb => orders:AX rewrite scan index
        jsonb->json | all | ALTER TABLE orders ALTER jb TYPE json => orders:AX rewrite scan index
        text->jsonb using | all | ALTER TABLE orders ALTER txt_json TYPE jsonb USING txt_json::jsonb => orders:AX rewrite scan index
        text->int without using | all | ALTER TABLE orders ALTER txt_num TYPE integer => ERROR 42804 column "txt_num" cannot be cast automatically to type integer
        text->int using | all | ALTER TABLE orders ALTER txt_num TYPE integer USING txt_num::integer => orders:AX rewrite scan index
        text->uuid using | all | ALTER TABLE orders ALTER txt TYPE uuid USING txt::uuid => orders:AX rewrite scan index
        text->enum using | all | ALTER TABLE orders ALTER txt TYPE order_status USING txt::order_status => orders:AX rewrite scan index
        text->enum without using | all | ALTER TABLE orders ALTER txt TYPE order_status => ERROR 42804 column "txt" cannot be cast automatically to type order_status
        enum->text | all | ALTER TABLE orders ALTER status TYPE text => orders:AX rewrite scan index
        enum->text using | all | ALTER TABLE orders ALTER status TYPE text USING status::text => orders:AX rewrite scan index
        int->enum without using | all | ALTER TABLE orders ALTER i4 TYPE order_status => ERROR 42804 column "i4" cannot be cast automatically to type order_status
        bool->int using | all | ALTER TABLE orders ALTER flag TYPE integer USING flag::integer => orders:AX rewrite scan index
        int->bool without using | all | ALTER TABLE orders ALTER i4 TYPE boolean => ERROR 42804 column "i4" cannot be cast automatically to type boolean
        int->domain (no constraint) | all | ALTER TABLE orders ALTER i4 TYPE plain_int => orders:AX
        int->constrained domain | all | ALTER TABLE orders ALTER i4 TYPE positive_int => orders:AX rewrite scan index
        domain->base int | all | ALTER TABLE orders ALTER dom TYPE integer => orders:AX
        same type (no-op) | all | ALTER TABLE orders ALTER qty TYPE integer => orders:AX scan
        same type with USING self cast | all | ALTER TABLE orders ALTER qty TYPE integer USING qty::integer => orders:AX scan
        text->text collate "C" | all | ALTER TABLE orders ALTER txt TYPE text COLLATE "C" => orders:AX
        varchar(50)->varchar(50) collate "C", indexed | all | ALTER TABLE orders ALTER code TYPE varchar(50) COLLATE "C" => orders:AX scan index
        varchar->varchar(100), column has check constraint | all | ALTER TABLE orders ALTER checked TYPE varchar(100) => orders:AX scan
        varchar->text, column has check constraint | all | ALTER TABLE orders ALTER checked TYPE text => orders:AX scan
        varchar->varchar(100), partial index predicate on it | all | ALTER TABLE orders ALTER partial TYPE varchar(100) => orders:AX scan index
        varchar->varchar(100), expression index on it | all | ALTER TABLE orders ALTER expr TYPE varchar(100) => orders:AX scan index
        varchar->varchar(100), unique constraint | all | ALTER TABLE orders ALTER ext TYPE varchar(100) => orders:AX
        column used by view | all | ALTER TABLE orders ALTER viewcol TYPE text => ERROR 0A000 cannot alter type of a column used by a view or rule
        same type, column used by view | all | ALTER TABLE orders ALTER viewcol TYPE varchar(50) => ERROR 0A000 cannot alter type of a column used by a view or rule
        set default + type change of column used by matview | all | ALTER TABLE orders ALTER mvcol SET DEFAULT 'x', ALTER mvcol TYPE varchar => ERROR 0A000 cannot alter type of a column used by a view or rule
        varchar->varchar(100) used by fk (both sides varchar) | all | ALTER TABLE ch ALTER c TYPE varchar(100) => ch:AX, pa:AX
        referenced varchar->varchar(100) (pk side) | all | ALTER TABLE pa ALTER p TYPE varchar(100) => ch:AX, pa:AX
        fk column narrowed | all | ALTER TABLE ch ALTER c TYPE varchar(40) => ch:AX rewrite scan, pa:AX scan
        column with generated dependant | 12-14 | ALTER TABLE computed ALTER a TYPE bigint => ERROR 42601 cannot alter type of a column used by a generated column
        column with generated dependant | 15+ | ALTER TABLE computed ALTER a TYPE bigint => ERROR 0A000 cannot alter type of a column used by a generated column
        column with trigger UPDATE OF | all | ALTER TABLE orders ALTER trigcol TYPE text => ERROR 0A000 cannot alter type of a column used in a trigger definition
        column used in policy | all | ALTER TABLE orders ALTER polcol TYPE text => ERROR 0A000 cannot alter type of a column used in a policy definition
        on partitioned parent: text->varchar(10) | all | ALTER TABLE events ALTER txt TYPE varchar(10) => events:AX, events_2023:AX rewrite scan index, events_2024:AX rewrite scan index
        partition key column | all | ALTER TABLE events ALTER at TYPE timestamptz => ERROR 42P16 cannot alter column "at" because it is part of the partition key of relation "events"
        text->bytea using | all | ALTER TABLE orders ALTER txt TYPE bytea USING txt::bytea => orders:AX rewrite scan index
        cidr->inet | all | ALTER TABLE orders ALTER net TYPE inet => orders:AX
        xml->text | all | ALTER TABLE orders ALTER x TYPE text => orders:AX
        varchar(50)[]->text[] | all | ALTER TABLE orders ALTER va TYPE text[] => orders:AX rewrite scan index
        text[]->varchar[] | all | ALTER TABLE orders ALTER ta TYPE varchar[] => orders:AX rewrite scan index
        type not known | all | ALTER TABLE nowhere ALTER c TYPE bigint => nowhere:AX rewrite scan index assumed
        default cannot be cast | all | ALTER TABLE orders ALTER txt_num SET DEFAULT '1';; ALTER TABLE orders ALTER txt_num TYPE integer USING txt_num::integer => ERROR 42804 default for column "txt_num" cannot be cast automatically to type integer
        default with a type of its own | all | ALTER TABLE orders ALTER txt_num SET DEFAULT 1::integer;; ALTER TABLE orders ALTER txt_num TYPE integer USING txt_num::integer => orders:AX rewrite scan index
        default dropped in the same statement | all | ALTER TABLE orders ALTER txt_num SET DEFAULT '1';; ALTER TABLE orders ALTER txt_num TYPE integer USING txt_num::integer, ALTER txt_num DROP DEFAULT => orders:AX rewrite scan index
        """;
}
