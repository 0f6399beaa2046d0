import pg from "pg";
import type { Stage } from "./stage.js";

export type ReadingId = { id: string; fhir: string };

/** Indexes are made anew after the rows: sorted once they cost a fraction of what a million insertions do. */
const withoutIndexes = async (client: pg.Client, work: () => Promise<unknown>): Promise<void> => {
  const { rows } = await client.query<{ name: string; made: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = 'observations'::regclass and not i.indisprimary`);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  await work();
  // Of a partitioned table the text is that of an index without its parts.
  for (const { made } of rows) await client.query(made.replace(" ON ONLY ", " ON "));
};

/**
 * Makes of each reading of the organization as many as there are to be a total of `wanted`, each a minute before the last, and
 * answers some ids of the new ones. The superuser writes them without looking at their references, which are those of rows that
 * are there.
 */
export const multiplyReadings = async ({ databaseUrl, organizationId }: Stage, wanted: number): Promise<{ observations: number; ids: ReadingId[] }> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: [there] } = await client.query<{ count: string }>("select count(*) from observations where organization_id = $1", [organizationId]);
    const copies = Math.ceil(wanted / Number(there?.count)) - 1;
    await client.query("set session_replication_role = replica; set maintenance_work_mem = '256MB'");
    await withoutIndexes(client, () => client.query(`
      insert into observations (organization_id, id, patient_id, enrollment_id, metric_definition_id, value, unit, canonical_value, canonical_unit, source,
        recorded_at, recorded_at_offset, received_at, interpretation, evaluated, warnings, fhir_id, created_at, updated_at)
      select o.organization_id, 'obs_' || md5(o.id || k), o.patient_id, o.enrollment_id, o.metric_definition_id, o.value, o.unit, o.canonical_value,
        o.canonical_unit, o.source, o.recorded_at - k * interval '1 minute', o.recorded_at_offset, o.received_at, o.interpretation, o.evaluated, o.warnings,
        'panel-' || md5(o.id || k), o.created_at, o.updated_at
      from observations o cross join generate_series(1, $2::integer) k where o.organization_id = $1`, [organizationId, copies]));
    await client.query("vacuum analyze observations");
    const { rows } = await client.query<ReadingId>(`
      select id, fhir_id as fhir from observations tablesample bernoulli (0.1) where organization_id = $1 and fhir_id is not null`, [organizationId]);
    return { observations: wanted, ids: rows };
  } finally {
    await client.end();
  }
};
