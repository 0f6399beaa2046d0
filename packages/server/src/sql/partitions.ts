/**
 * Makes the monthly partitions of `observations` up to three months after `at`, and at its first call the history
 * partition, which reaches from the beginning to 24 months before. It runs as the owner, since the service may not
 * make tables; a partition has no grants and denies whoever names it directly.
 */
export const ENSURE_PARTITIONS = `
create function observations_ensure_partitions(at timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $body$
declare
  next_month date;
  last_month date := (date_trunc('month', at at time zone 'UTC') + interval '3 months')::date;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('observations_ensure_partitions'));
  select (to_date(max(substring(c.relname from '^observations_(\\d{4}_\\d{2})$')), 'YYYY_MM') + interval '1 month')::date
    into next_month
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
   where i.inhparent = 'public.observations'::regclass;
  if next_month is null then
    next_month := (date_trunc('month', at at time zone 'UTC') - interval '24 months')::date;
    execute format('create table public.observations_history partition of public.observations for values from (minvalue) to (%L)',
      next_month::text || ' 00:00:00+00');
    execute 'alter table public.observations_history enable row level security';
    execute 'alter table public.observations_history force row level security';
  end if;
  if last_month > next_month + interval '20 years' then
    raise exception 'partitions are made at most 20 years ahead' using errcode = '22023';
  end if;
  while next_month <= last_month loop
    execute format('create table public.%I partition of public.observations for values from (%L) to (%L)',
      'observations_' || to_char(next_month, 'YYYY_MM'),
      next_month::text || ' 00:00:00+00', (next_month + interval '1 month')::date::text || ' 00:00:00+00');
    execute format('alter table public.%I enable row level security', 'observations_' || to_char(next_month, 'YYYY_MM'));
    execute format('alter table public.%I force row level security', 'observations_' || to_char(next_month, 'YYYY_MM'));
    next_month := (next_month + interval '1 month')::date;
    made := made + 1;
  end loop;
  return made;
end $body$;
revoke all on function observations_ensure_partitions(timestamptz) from public;
grant execute on function observations_ensure_partitions(timestamptz) to vitaledge_app, vitaledge_worker;`;
