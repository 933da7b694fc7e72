-- A login and a database for each service, and a login that reads statistics. Safe to run again: it makes what is
-- missing and sets passwords, rights and limits anew. Run by psql as a superuser, with a password of each in the
-- environment: ORDERS_PASSWORD, …, METRICS_PASSWORD; with POSTGRES_PASSWORD it sets its own as well.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
\getenv orders_password ORDERS_PASSWORD
\getenv kitchen_password KITCHEN_PASSWORD
\getenv inventory_password INVENTORY_PASSWORD
\getenv notifications_password NOTIFICATIONS_PASSWORD
\getenv analytics_password ANALYTICS_PASSWORD
\getenv metrics_password METRICS_PASSWORD
\getenv own_password POSTGRES_PASSWORD

-- One at a time: two who change a role at once fail.
SELECT pg_advisory_lock(7216005);

CREATE TEMPORARY TABLE services (name text, password text);
INSERT INTO services VALUES
  ('orders', :'orders_password'),
  ('kitchen', :'kitchen_password'),
  ('inventory', :'inventory_password'),
  ('notifications', :'notifications_password'),
  ('analytics', :'analytics_password');

SELECT format('CREATE ROLE %I', name) FROM services WHERE to_regrole(name) IS NULL \gexec

-- In the cluster eight processes (four, each of which may still end while the next runs) with a pool of four and two
-- sessions of their own; in compose, where one ends before the next begins, five with a pool of eight.
SELECT format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 52 PASSWORD %L', name, password)
  FROM services \gexec

-- What hangs is ended: a statement, a wait for a lock, a transaction in which nothing happens. Migrations lift it.
SELECT format('ALTER ROLE %I SET %s = %L', name, setting, value)
  FROM services,
       (VALUES ('statement_timeout', '30s'), ('lock_timeout', '10s'), ('idle_in_transaction_session_timeout', '60s'))
         AS limits (setting, value) \gexec

-- Who is no superuser must be a member of a role to give it something.
SELECT format('GRANT %I TO CURRENT_USER', name) FROM services
  WHERE NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) \gexec

SELECT format('CREATE DATABASE %I OWNER %I', name, name) FROM services
  WHERE name NOT IN (SELECT datname FROM pg_database) \gexec

-- A service enters its own database and no other; the owner's rights are not PUBLIC's.
SELECT format('ALTER DATABASE %I OWNER TO %I', name, name) FROM services \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', name) FROM services \gexec
REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;

-- Statistics of the server and no table.
SELECT 'CREATE ROLE metrics' WHERE to_regrole('metrics') IS NULL \gexec
ALTER ROLE metrics LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 5 PASSWORD :'metrics_password';
ALTER ROLE metrics SET statement_timeout = '10s';
GRANT pg_monitor TO metrics;
GRANT CONNECT ON DATABASE postgres TO metrics;

\if :{?own_password}
ALTER ROLE CURRENT_USER PASSWORD :'own_password';
\endif
