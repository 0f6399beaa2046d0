
do $$
begin
  if not exists (select from pg_roles where rolname = 'vitaledge_owner') then
    create role vitaledge_owner;
  end if;
  if not exists (select from pg_roles where rolname = 'vitaledge_app') then
    create role vitaledge_app;
  end if;
  if not exists (select from pg_roles where rolname = 'vitaledge_worker') then
    create role vitaledge_worker;
  end if;
end
$$;

-- Owns the tables; migrations, backup and restore alone sign in as this role. Row-level security is forced, so it
-- has to pass it by right.
alter role vitaledge_owner login nosuperuser nocreatedb nocreaterole noreplication bypassrls;

-- What serves requests and what works in the background: both own nothing and are held to row-level security.
alter role vitaledge_app login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role vitaledge_worker login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;

-- A transaction whose server is gone without a word keeps its locks no longer than a request may take.
alter role vitaledge_app set statement_timeout = '30s';
alter role vitaledge_app set lock_timeout = '5s';
alter role vitaledge_app set idle_in_transaction_session_timeout = '5s';
alter role vitaledge_worker set statement_timeout = '30s';
alter role vitaledge_worker set lock_timeout = '5s';
alter role vitaledge_worker set idle_in_transaction_session_timeout = '5s';
