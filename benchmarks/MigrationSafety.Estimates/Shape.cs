using System;
using System.Collections.Generic;

namespace MigrationSafety.Estimates;

/// <summary>A kind of table: its columns with how they are filled, and its indexes. Every shape has the integer "a" with random values.</summary>
/// <param name="Name">For the results file.</param>
/// <param name="Columns">Name and type of each column; the first is the primary key.</param>
/// <param name="Values">The expressions that fill them; i is the row's number, n the number of rows.</param>
/// <param name="Indexes">Indexed columns besides the primary key.</param>
internal sealed record Shape(string Name, string Columns, string Values, IReadOnlyList<string> Indexes)
{
    /// <summary>For finding the coefficients.</summary>
    public static readonly IReadOnlyList<Shape> ForCalibration =
    [
        new("narrow", "id bigint, a integer", "i, (random() * n / 10)::int", []),
        new("medium", "id bigint, a integer, u uuid, t text COLLATE en, at timestamptz",
            "i, (random() * n / 10)::int, md5(random()::text)::uuid, md5(random()::text), now() - random() * interval '900 days'", ["a", "t"]),
        new("wide", "id bigint, a integer, u uuid, t text COLLATE en, at timestamptz, pad text",
            "i, (random() * n / 10)::int, md5(random()::text)::uuid, md5(random()::text), now() - random() * interval '900 days', repeat(md5(i::text), 12)", ["u"]),
        new("orders", "id bigint, a integer, total numeric(10,2), status smallint, t varchar(80) COLLATE en, at timestamptz, paid boolean",
            "i, (random() * n / 10)::int, (random() * 1000)::numeric(10,2), (random() * 5)::int, 'Street ' || (random() * 1e6)::int || ' No. ' || i % 90, now() - random() * interval '900 days', i % 7 = 0",
            ["a", "at"]),
        new("events", "id uuid, a integer, t text COLLATE en, at timestamptz, payload text",
            "md5(random()::text)::uuid, (random() * n / 10)::int, 'kind-' || (random() * 40)::int || '-' || md5(i::text), now() - random() * interval '900 days', repeat(md5(i::text), 5)",
            []),
    ];

    /// <summary>Other tables, for asking how good the estimates are.</summary>
    public static readonly IReadOnlyList<Shape> ForTest =
    [
        new("customers", "id integer, a integer, t varchar(120) COLLATE en, name text COLLATE en, at timestamptz, active boolean",
            "i, (random() * n / 10)::int, 'user.' || (random() * 1e7)::int || '@mail' || i % 50 || '.example.com', initcap(substr(md5(random()::text), 1, 12)), now() - random() * interval '900 days', i % 5 > 0",
            ["t"]),
        new("measurements", "id bigint, a integer, u uuid, value double precision, at timestamptz",
            "i, (random() * n / 10)::int, md5(random()::text)::uuid, random() * 100, now() - random() * interval '900 days'",
            ["a, at"]),
    ];

    public string Key => Columns[..Columns.IndexOf(' ', StringComparison.Ordinal)];

    public bool Has(string column) => Columns.Contains($", {column} ", StringComparison.Ordinal);
}
