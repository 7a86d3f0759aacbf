--: attach (no check)
ALTER TABLE events ATTACH PARTITION ev_new FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: attach (matching valid check)
ALTER TABLE events ATTACH PARTITION ev_new_chk FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: attach (matching check, default partition exists)
--majors 11+
ALTER TABLE evd ATTACH PARTITION evd_new_chk FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: attach (matching valid check, no parent index)
ALTER TABLE logs ATTACH PARTITION logs_new_chk FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: attach (no check, no parent index)
ALTER TABLE logs ATTACH PARTITION logs_new FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: attach (matching valid check, matching index pre-created)
ALTER TABLE events ATTACH PARTITION ev_new_ix FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: attach (matching check, default partition has excluding CHECK)
--majors 11+
ALTER TABLE evx ATTACH PARTITION evx_new_chk FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: attach as default partition
--majors 11+
ALTER TABLE logs ATTACH PARTITION logs_new DEFAULT;
--: attach with wrong columns
ALTER TABLE events ATTACH PARTITION target_t FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: attach rows outside of the bounds
--rows
ALTER TABLE logs ATTACH PARTITION logs_new FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
--: attach to a table that is not partitioned
ALTER TABLE orders ATTACH PARTITION target_t FOR VALUES FROM (1) TO (2);
--: detach
ALTER TABLE events DETACH PARTITION events_2023;
--: detach (default partition exists)
--majors 11+
ALTER TABLE evd DETACH PARTITION evd_2023;
--: detach the default partition
--majors 11+
ALTER TABLE evd DETACH PARTITION evd_default;
--: detach concurrently
--outside
--majors 14+
ALTER TABLE events DETACH PARTITION events_2023 CONCURRENTLY;
--: detach concurrently (default partition exists)
--outside
--majors 14+
ALTER TABLE evd DETACH PARTITION evd_2023 CONCURRENTLY;
--: detach finalize, nothing pending
--unforeseen
--majors 14+
ALTER TABLE events DETACH PARTITION events_2023 FINALIZE;
--: create partition of
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: create partition of (default partition exists)
--majors 11+
CREATE TABLE evd_2025 PARTITION OF evd FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: create partition of (default partition has excluding CHECK)
--majors 11+
CREATE TABLE evx_2025 PARTITION OF evx FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: create default partition
--majors 11+
CREATE TABLE events_default PARTITION OF events DEFAULT;
--: create partitioned partition of
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY RANGE (at);
--: attach to a parent with a foreign key
--majors 11+
--setup
ALTER TABLE events ADD CONSTRAINT fk1 FOREIGN KEY (customer_id) REFERENCES customers (id);
--run
ALTER TABLE events ATTACH PARTITION ev_new_ix FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--: detach from a parent with a foreign key
--majors 11+
--setup
ALTER TABLE events ADD CONSTRAINT fk1 FOREIGN KEY (customer_id) REFERENCES customers (id);
--run
ALTER TABLE events DETACH PARTITION events_2023;
--: drop a partition of a parent with a foreign key
--majors 11+
--setup
ALTER TABLE events ADD CONSTRAINT fk1 FOREIGN KEY (customer_id) REFERENCES customers (id);
--run
DROP TABLE events_2023;
--: create partition of a parent with a foreign key
--majors 11+
--setup
ALTER TABLE events ADD CONSTRAINT fk1 FOREIGN KEY (customer_id) REFERENCES customers (id);
--run
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
