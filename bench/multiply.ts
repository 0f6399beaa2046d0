import type pg from "pg";
import type { Clinics } from "./clinics.js";

/** Seconds between two readings of a patient: three or four a day. */
const APART = 25_920;
/** Of a patient, in most of a year. */
const EACH = 1_000;
/** Of a patient of a small practice, which is a few weeks old. */
const EACH_OF_FEW = 100;
const MOST_KNOWN = 500;

/** Patients of the step, each enrolled as the first of the organization is. */
const PATIENTS = `insert into patients select copy.* from unnest($1::text[], $2::text[], $3::integer[]) c (organization_id, first, patients)
    join patients t on t.organization_id = c.organization_id and t.id = c.first, generate_series(1, c.patients) n,
    jsonb_populate_record(t, jsonb_build_object('id', c.first || $4 || n)) copy`;
const ENROLLMENTS = `insert into enrollments select copy.* from unnest($1::text[], $2::text[], $3::integer[]) c (organization_id, first, patients)
    join enrollments t on t.organization_id = c.organization_id and t.patient_id = c.first, generate_series(1, c.patients) n,
    jsonb_populate_record(t, jsonb_build_object('id', t.id || $4 || n, 'patient_id', c.first || $4 || n)) copy`;

/** Some readings of every patient of the step: told by turn, so that rows lie in the order in which they would have come. */
const readings = (columns: readonly string[]): string => `insert into observations (${columns.join(", ")})
  select ${columns.map((name) => OWN[name] ?? `t.${name}`).join(", ")}
    from unnest($1::text[], $2::text[], $3::integer[]) c (organization_id, first, patients)
    join observations t on t.organization_id = c.organization_id and t.patient_id = c.first and t.id = any($9::text[]),
         generate_series($5::integer, $6::integer) turn, generate_series(1, c.patients) n,
         lateral (select $8::timestamptz - make_interval(secs => ${APART} * ($7::integer - turn) + n % 3600) as at) moment`;

const OWN: Record<string, string> = {
  id: "concat('obs_', c.first, $4::text, n, '_', turn)", patient_id: "c.first || $4 || n", enrollment_id: "t.enrollment_id || $4 || n",
  value: "110 + turn % 30", canonical_value: "110 + turn % 30", recorded_at: "moment.at", received_at: "moment.at", created_at: "moment.at", updated_at: "moment.at",
  fhir_id: "concat('panel-', c.first, $4::text, n, '_', turn)",
};
const TURNS = 10;

/** Half of so many readings are one organization's, half the fifty others', `each` of a patient; what is there stays. */
export const growTo = async ({ one, many, client }: Clinics, rows: number, each = rows < 1_000_000 ? EACH_OF_FEW : EACH): Promise<void> => {
  const { rows: [counted] } = await client.query<{ count: number }>("select count(*)::integer as count from observations");
  const half = (rows - (counted?.count ?? 0)) / 2;
  const clinics = [one, ...many];
  const patients = clinics.map((clinic) => Math.max(1, Math.round(half / each / (clinic === one ? 1 : many.length))));
  const step = `s${rows}n`;
  const of = [clinics.map(({ organizationId }) => organizationId), clinics.map(({ patientIds }) => patientIds[0]), patients, step];
  await useCheckpoints(client, "set max_wal_size = '16GB'", "set checkpoint_timeout = '1h'");
  await client.query("set session_replication_role = replica");
  await client.query(PATIENTS, of);
  await client.query(ENROLLMENTS, of);
  const indexes = await dropIndexes(client);
  const columns = (await client.query<{ name: string }>("select attname as name from pg_attribute where attrelid = 'observations'::regclass and attnum > 0 and not attisdropped")).rows.map(({ name }) => name);
  const firsts = clinics.map(({ readingId }) => readingId);
  const until = new Date(Date.now() - 86_400_000).toISOString();
  for (let turn = 1; turn <= each; turn += TURNS) await client.query(readings(columns), [...of, turn, Math.min(turn + TURNS - 1, each), each, until, firsts]);
  for (const definition of indexes) await client.query(definition);
  await client.query("set session_replication_role = origin");
  await client.query("vacuum analyze");
  await useCheckpoints(client, "reset max_wal_size", "reset checkpoint_timeout");
  await client.query("checkpoint");
  clinics.forEach((clinic, at) => {
    const known = Array.from({ length: Math.min(MOST_KNOWN, patients[at] ?? 0) }, (_, n) => `${clinic.patientIds[0]}${step}${n + 1}`);
    clinic.patientIds = [clinic.patientIds[0] ?? "", ...known];
  });
};

/** As many as a database in use has, or none while its rows are made: each would write every page once more. */
const useCheckpoints = async (client: pg.Client, ...changes: readonly string[]): Promise<void> => {
  for (const change of changes) await client.query(`alter system ${change}`);
  await client.query("select pg_reload_conf()");
};

/** All but the primary key; answers how they are made again. A million rows are indexed in a tenth of the time that each of them would take. */
const dropIndexes = async (client: pg.Client): Promise<string[]> => {
  await client.query("set maintenance_work_mem = '512MB'");
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select c.relname as name, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = 'observations'::regclass and not i.indisprimary`);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
};
