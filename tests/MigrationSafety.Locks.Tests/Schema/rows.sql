-- Enough rows that the planner reads a table by its index where it can, and few enough that a case takes milliseconds.
INSERT INTO regions SELECT g, 'region ' || g FROM generate_series(1, 500) g;
INSERT INTO customers (id, email, label) SELECT g, 'c' || g, 'l' || g FROM generate_series(1, 2000) g;
INSERT INTO orders (customer_id, region_id, code, plain, ext, checked, halved, folded, qty, amount, note, status, created_at,
                    filled_col, holes_col, guarded_col, positive_col, pending_col, dup_col, viewcol, trigcol, kind)
SELECT g % 2000 + 1, g % 500 + 1, 'code' || g, 'plain' || g, 'ext' || g, 'checked' || g, 'halved' || g, 'folded' || g,
       g, g, 'note ' || g, 'new', timestamp '2024-01-01' + g * interval '1 minute',
       g, nullif(g % 10, 0), g, g, g, g % 10, 'view' || g, 't' || g, 'k' || g
FROM generate_series(1, 2000) g;
INSERT INTO order_items (order_id, quantity) SELECT g, g FROM generate_series(1, 2000) g;
INSERT INTO standalone SELECT g, g, g, g, 'n' || g FROM generate_series(1, 2000) g;
INSERT INTO bare SELECT g, g, 'n' || g FROM generate_series(1, 2000) g;
INSERT INTO unlogged_t SELECT g, 'n' || g FROM generate_series(1, 2000) g;
INSERT INTO target_t SELECT g, 'n' || g FROM generate_series(1, 2000) g;
INSERT INTO used_t SELECT g, ROW('s', 'c')::used_address FROM generate_series(1, 2000) g;
INSERT INTO tree SELECT g, g FROM generate_series(1, 2000) g;
INSERT INTO pa SELECT 'p' || g FROM generate_series(1, 2000) g;
INSERT INTO ch SELECT 'p' || g FROM generate_series(1, 2000) g;
INSERT INTO late SELECT g, g FROM generate_series(1, 2000) g;
INSERT INTO ip SELECT g, 'b' FROM generate_series(1, 2000) g;
INSERT INTO ic SELECT g, 'b' FROM generate_series(1, 2000) g;
INSERT INTO parent_t SELECT g, 'b' FROM generate_series(1, 2000) g;
INSERT INTO child_t SELECT g, 'b' FROM generate_series(1, 2000) g;
INSERT INTO secured SELECT g, 'a', 'b' FROM generate_series(1, 2000) g;
INSERT INTO ruled SELECT g, 'n' FROM generate_series(1, 2000) g;
INSERT INTO events SELECT g, timestamp '2023-01-02' + g % 700 * interval '1 day', 'k', g FROM generate_series(1, 2000) g;
INSERT INTO ev_new SELECT g, timestamp '2025-01-02' + g % 300 * interval '1 day', 'k', g FROM generate_series(1, 2000) g;
INSERT INTO ev_new_chk SELECT g, timestamp '2025-01-02' + g % 300 * interval '1 day', 'k', g FROM generate_series(1, 2000) g;
INSERT INTO ev_new_ix SELECT g, timestamp '2025-01-02' + g % 300 * interval '1 day', 'k', g FROM generate_series(1, 2000) g;
INSERT INTO logs SELECT g, timestamp '2023-01-02' + g % 300 * interval '1 day', 'k' FROM generate_series(1, 2000) g;
INSERT INTO logs_new SELECT g, timestamp '2025-01-02' + g % 300 * interval '1 day', 'k' FROM generate_series(1, 2000) g;
INSERT INTO logs_new_chk SELECT g, timestamp '2025-01-02' + g % 300 * interval '1 day', 'k' FROM generate_series(1, 2000) g;
INSERT INTO s2.t SELECT g FROM generate_series(1, 2000) g;
INSERT INTO s2.u SELECT g, g FROM generate_series(1, 2000) g;
INSERT INTO types (id, v20, v50, v, txt, numtxt, uidtxt, statustxt, jsontxt, c10, ci, nm, i2, i4, i8, r4, f8, o, n10_2, n, mon,
                   ts, ts3, tz, tz3, d, t, t3, ttz, iv, iv3, js, jb, uid, st, bl, b8, vb8, vb, ba, ip, net, x, va, ta, ia, pd, cd)
SELECT g, 'a', 'abcd', 'abcd', 'abcd', g::text, md5(g::text), 'new', '{}', 'abc', 'abc', 'abc', 1, g, g, g, g, g, g, g, 1,
       now(), now(), now(), now(), now(), '10:00', '10:00', '10:00', '1 day', '1 day', '{}', '{}', md5(g::text)::uuid, 'new', true,
       B'10101010', B'1010', B'1010', 'abc', '10.0.0.1', '10.0.0.0/8', '<a/>', '{a}', '{a}', '{1}', g, g
FROM generate_series(1, 1000) g;
INSERT INTO keyed SELECT g, 'v' || g, 't' || g, g, g, now(), now(), 'c' || g, 'u' || g, 'g' || g, 'c', 'p', 'e', g, 'i' FROM generate_series(1, 1000) g;
--majors 11+
INSERT INTO evd SELECT g, timestamp '2023-01-02' + g % 300 * interval '1 day' FROM generate_series(1, 2000) g;
INSERT INTO evd SELECT g, timestamp '2021-01-02' + g % 300 * interval '1 day' FROM generate_series(1, 2000) g;
INSERT INTO evd_new_chk SELECT g, timestamp '2025-01-02' + g % 300 * interval '1 day' FROM generate_series(1, 2000) g;
INSERT INTO evx SELECT g, timestamp '2021-01-02' + g % 300 * interval '1 day' FROM generate_series(1, 2000) g;
INSERT INTO evx_new_chk SELECT g, timestamp '2025-01-02' + g % 300 * interval '1 day' FROM generate_series(1, 2000) g;
INSERT INTO ptab SELECT g, 'n' FROM generate_series(1, 2000) g;
INSERT INTO pix SELECT g, 'n' FROM generate_series(1, 2000) g;
--majors 12+
INSERT INTO computed (id, price, label) SELECT g, g, 'l' || g FROM generate_series(1, 2000) g;
--majors 18+
INSERT INTO computed_virtual (id, price) SELECT g, g FROM generate_series(1, 2000) g;
--majors all
REFRESH MATERIALIZED VIEW mv_orders;
REFRESH MATERIALIZED VIEW mv_nouq;
ANALYZE;
