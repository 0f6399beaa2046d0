import type pg from "pg";
import type { Sent } from "./statements.js";

const ROWS = 10_000_000;

/**
 * Tables that do not grow with patients, readings and requests: as many rows as an organization has people, settings, keys and
 * receivers of events, or the platform has of its own.
 */
const SMALL = [
  "api_keys", "audit_signatures", "billing_closes", "billing_terms", "break_glass_grants", "client_assertions", "control_numbers", "fhir_export_pieces", "fhir_export_polls",
  "fhir_export_queue", "fhir_export_seen", "fhir_exports", "fhir_subscriptions", "fhir_watermarks", "invitations", "knex_migrations", "knex_migrations_lock",
  "leader_leases", "members", "metric_definitions", "platform_keys", "practitioners", "revoked_tokens", "scheduled_runs", "smart_clients", "system_audit_head", "webhooks",
];

/** One row an organization. */
const ONE_EACH = ["audit_heads", "event_heads", "organization_index", "organization_keys", "organizations"];

const large = (table: string): string => `c.relnamespace = 'public'::regnamespace and c.relname <> all('{${[...SMALL, ...ONE_EACH].join()}}') and ${table}`;

/**
 * Tells the planner that each table that grows has ten million rows, all of one organization, and nothing of how they lie: an
 * index that begins with the organization and leads no further is then no better than none.
 */
export const pretendMany = async (superuser: pg.Client): Promise<void> => {
  // The planner looks itself how many pages there are: none would be read at no cost. Each month gets a reading.
  await superuser.query(`insert into observations select copy.* from (select o from observations o limit 1) one,
    generate_series(now() - interval '26 months', now() + interval '3 months', interval '1 month') at,
    jsonb_populate_record(one.o, jsonb_build_object('id', 'obs_' || at, 'recorded_at', at)) copy`);
  // Whoever analyzes a table in the background would tell the planner the truth.
  await superuser.query(`do $$ declare one record; begin
    for one in select c.oid::regclass as name from pg_class c where ${large("c.relkind = 'r'")} loop
      execute format('alter table %s set (autovacuum_enabled = false)', one.name);
    end loop; end $$`);
  await superuser.query(`
    select pg_restore_relation_stats('schemaname', 'public', 'relname', c.relname::text, 'relpages', greatest(pg_relation_size(c.oid) / 8192, 1)::integer, 'reltuples', ${ROWS}::real)
      from pg_class c where ${large("c.relkind = 'r'")}`);
  // What somebody has analyzed by now would stay beside what is told here: how values lie.
  await superuser.query(`
    select pg_clear_attribute_stats('public', c.relname::text, a.attname::text, c.relkind = 'p')
      from pg_class c join pg_attribute a on a.attrelid = c.oid where ${large("c.relkind in ('r', 'p')")} and a.attnum > 0 and not a.attisdropped`);
  await superuser.query(`
    select pg_restore_attribute_stats('schemaname', 'public', 'relname', c.relname::text, 'attname', a.attname::text, 'inherited', c.relkind = 'p',
             'null_frac', (case when a.attnotnull then 0 else 0.5 end)::real, 'avg_width', 16, 'n_distinct', (${DISTINCT})::real)
      from pg_class c join pg_attribute a on a.attrelid = c.oid where ${large("c.relkind in ('r', 'p')")} and a.attnum > 0 and not a.attisdropped`);
};

/** How many values a column has; as a part of the rows where it is negative. */
const DISTINCT = `case
  when a.attname = 'organization_id' then 1
  when a.attname in ('id', 'hash', 'key', 'number', 'sequence', 'position') then -1
  when a.attname ~ '_id$' then -0.001
  when a.attname ~ '_(at|on|date|hash)$' then -0.5
  when a.atttypid = 'boolean'::regtype or a.attname in ('status', 'type', 'kind', 'severity', 'category', 'program', 'role', 'source', 'state', 'outcome', 'activity', 'code', 'parameter', 'target_type') then 5
  else -0.1 end`;

type Node = { "Node Type": string; "Relation Name"?: string; Plans?: Node[] };

const scansOf = (node: Node): string[] => [
  ...(node["Node Type"] === "Seq Scan" && node["Relation Name"] !== undefined ? [node["Relation Name"]] : []),
  ...(node.Plans ?? []).flatMap(scansOf),
];

/** The tables that grow and that a statement, with the values it was sent with, would read from the first row to the last. */
export const wholeScans = async (client: pg.Client, { text, values }: Sent): Promise<string[]> => {
  const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Node }] }>({ text: `explain (format json) ${text}`, values });
  const tables = scansOf(rows[0]!["QUERY PLAN"][0].Plan).map((name) => name.replace(/^(observations)_(?:\d{4}_\d\d|history)$/, "$1"));
  return [...new Set(tables)].filter((table) => !SMALL.includes(table) && !ONE_EACH.includes(table) && !table.startsWith("pg_"));
};
