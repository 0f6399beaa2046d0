import { inTransaction, runText } from "../connection.js";
import type { Database } from "../knex.js";
import { HOLD_MERGES } from "./merges.js";
import { patiently, SHORT_LOCKS } from "./patiently.js";
import { detachedName, detachedVersionsName, partitionName, valuesOf, within, type Span } from "./spans.js";

const MERGED = `
  with placed as (
    select o.ctid as row, coalesce(p.merged_into, o.patient_id) as patient_id, row_number() over (
             partition by o.organization_id, coalesce(p.merged_into, o.patient_id), o.metric_definition_id, o.recorded_at, coalesce(o.external_id, o.device_id, '')
             order by o.status = 'FINAL' desc, p.merged_into is not null, o.id) as place
      from PART o join patients p on p.organization_id = o.organization_id and p.id = o.patient_id),
    old as (
      select o.ctid as row, o.*, placed.patient_id as goes_to, placed.place from PART o join placed on placed.row = o.ctid
       where placed.patient_id <> o.patient_id or (placed.place > 1 and o.status = 'FINAL')),
    kept as (
      insert into VERSIONS (organization_id, id, version, replaced_at, replaced_by, content)
      select organization_id, id, version, now(), null, to_jsonb(old) - 'row' - 'goes_to' - 'place' from old)
  update PART o set patient_id = old.goes_to, status = case when old.place > 1 then 'ENTERED_IN_ERROR' else o.status end,
         version = o.version + 1, fhir_version = o.fhir_version + 1, updated_at = now()
    from old where o.ctid = old.row`;

/** Indexes that all months have lost while it was away. */
const ALONE = `
  do $$ declare one record; begin
    for one in select i.indexrelid::regclass as name from pg_index i
      where i.indrelid = 'PART'::regclass and not exists (select from pg_inherits h where h.inhrelid = i.indexrelid) loop
      execute format('drop index %s', one.name);
    end loop; end $$`;

/**
 * Puts a detached part back. Readings of patients who were merged meanwhile are the remaining one's now; what both had is void.
 * Reads and writes go on: the part alone is locked, and for its earlier forms a moment the archive.
 */
export const attachPart = async (database: Database, span: Span): Promise<void> => {
  const [partition, detached, versions] = [partitionName(span), detachedName(span), detachedVersionsName(span)];
  // Checked before, so that the readings are not locked while it is.
  await inTransaction(database, SHORT_LOCKS, (connection) => runText(connection, `
    alter table ${detached} drop constraint if exists detached_span, add constraint detached_span check (${within(span)})`));
  await patiently(() => inTransaction(database, SHORT_LOCKS, async (connection) => {
    await runText(connection, HOLD_MERGES);
    await runText(connection, MERGED.replaceAll("PART", detached).replaceAll("VERSIONS", versions));
    // What FHIR wrote of them is indexed anew.
    await runText(connection, `update fhir_watermarks set indexed_to = 'epoch' where type = 'Observation' and organization_id in (select organization_id from ${detached} where fhir_sent)`);
    await runText(connection, `insert into observations_versions select * from ${versions}`);
    await runText(connection, `drop table ${versions}`);
    await runText(connection, `alter table ${detached} rename to ${partition}`);
    await runText(connection, `alter table observations attach partition ${partition} ${valuesOf(span)}`);
    await runText(connection, `alter table ${partition} drop constraint detached_span`);
    await runText(connection, ALONE.replaceAll("PART", partition));
  }));
};
