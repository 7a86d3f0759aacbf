-- The shop before this one. In production: its name sorts before the deployed migration's id.
CREATE TYPE legacy_status AS ENUM ('new', 'done');
CREATE TABLE legacy_products (id integer PRIMARY KEY, code text NOT NULL, price numeric(8,2) NOT NULL DEFAULT 0, added timestamp);
CREATE TABLE legacy_orders (id integer PRIMARY KEY, product_id integer REFERENCES legacy_products (id), status legacy_status NOT NULL DEFAULT 'new');
CREATE TABLE legacy_carts (id integer PRIMARY KEY, product_id integer, quantity integer);
CREATE VIEW legacy_prices AS SELECT code, price FROM legacy_products;
CREATE FUNCTION legacy_stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.added := now(); RETURN NEW; END $$;
CREATE TRIGGER legacy_stamp BEFORE UPDATE ON legacy_products FOR EACH ROW EXECUTE FUNCTION legacy_stamp();
