import { inTransaction, runText, type Connection } from "../connection.js";
import type { Database } from "../knex.js";
import { patiently, SHORT_LOCKS } from "./patiently.js";
import { detachedName, detachedVersionsName, partitionName, startOf, type Span } from "./spans.js";

/** Where the search over FHIR has values of an Observation. */
const INDEX = ["fhir_tokens", "fhir_strings", "fhir_dates", "fhir_quantities", "fhir_references", "fhir_uris", "fhir_index"];

/**
 * Takes a part out of the readings, with the earlier forms of its readings and what FHIR's search knows of them, in one
 * transaction. Who changes a reading of the part waits meanwhile; everybody else for a moment at its end.
 */
export const detachPart = (database: Database, span: Span): Promise<void> =>
  patiently(() => inTransaction(database, SHORT_LOCKS, async (connection) => {
    const [partition, versions] = [partitionName(span), detachedVersionsName(span)];
    await runText(connection, `lock table ${partition} in exclusive mode`);
    await runText(connection, `create table ${versions} (like observations_versions including all)`);
    await closeTo(connection, versions);
    await runText(connection, `
      with gone as (delete from observations_versions v using ${partition} o where v.organization_id = o.organization_id and v.id = o.id returning v.*)
      insert into ${versions} select * from gone`);
    for (const table of INDEX) await runText(connection, forget(table, partition, span));
    await runText(connection, `alter table observations detach partition ${partition}`);
    await runText(connection, `alter table ${partition} rename to ${detachedName(span)}`);
  }));

// A measurement whose parts lie on both sides of the line stays known by those that stay.
const forget = (table: string, partition: string, { before }: Span): string => `
  delete from ${table} v using (
    select distinct o.organization_id, coalesce(o.fhir_id, replace(o.id, '_', '-')) as id from ${partition} o where o.fhir_sent) g
   where v.organization_id = g.organization_id and v.type = 'Observation' and v.id = g.id and not exists (
     select from observations s where s.organization_id = g.organization_id and s.fhir_id = g.id and s.recorded_at >= ${startOf(before)})`;

/** Nobody but the owner gets at it: no grant, and row-level security without a policy. */
export const closeTo = (connection: Connection, table: string): Promise<unknown> =>
  runText(connection, `alter table ${table} enable row level security, force row level security`);
