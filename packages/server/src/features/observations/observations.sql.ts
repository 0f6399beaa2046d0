import { all, sql, type Statement } from "../../db/sql.js";
import { changeRow, changeRows, earlierForms, type EarlierForm } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";

/** A row of `observations`. Decimals are text as `numeric` writes them. */
export type ObservationRow = {
  id: string;
  patient_id: string;
  enrollment_id: string | null;
  metric_definition_id: string;
  value: string;
  value_text: string | null;
  unit: string;
  canonical_value: string;
  canonical_unit: string;
  source: "DEVICE" | "MANUAL" | "PATIENT_REPORTED";
  device_id: string | null;
  group_id: string | null;
  recorded_at: Date;
  recorded_at_offset: string;
  received_at: Date;
  interpretation: "LL" | "L" | "N" | "H" | "HH" | null;
  context: Record<string, unknown> | null;
  note_sealed: string | null;
  metadata_sealed: string | null;
  external_id: string | null;
  status: "FINAL" | "ENTERED_IN_ERROR";
  alert_ids: string[];
  evaluated: boolean;
  warnings: { pointer?: string; code: string; message: string }[];
  /** The id of the FHIR Observation that it is a part of; null where that is `toFhirId` of its own. */
  fhir_id: string | null;
  /** FHIR wrote it, or a part of the same Observation. */
  fhir_sent: boolean;
  /** The version of that Observation which this form of the row came with. */
  fhir_version: number;
  /** It stands for the Observation: one of its readings does. */
  fhir_first: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;
  /** FHIR's deletion: REST has the void reading still. */
  deleted_at: Date | null;
};

export type NewObservation = Omit<ObservationRow, "version" | "status" | "alert_ids" | "created_at" | "updated_at" | "deleted_at" | "fhir_version"> & {
  enrollment_given: boolean;
  /** Where it is not the one after that of the parts there are. */
  fhir_version: number | null;
};

/** Of `o`. */
export const COLUMNS = sql`o.id, o.patient_id, o.enrollment_id, o.metric_definition_id, o.value, o.value_text, o.unit,
  o.canonical_value, o.canonical_unit, o.source, o.device_id, o.group_id, o.recorded_at, o.recorded_at_offset, o.received_at,
  o.interpretation, o.context, o.note_sealed, o.metadata_sealed, o.external_id, o.status, o.alert_ids, o.evaluated,
  o.warnings, o.fhir_id, o.fhir_sent, o.fhir_version, o.fhir_first, o.version, o.created_at, o.updated_at, o.deleted_at`;

const DAY = 86_400_000;

/**
 * The version after the newest of the measurement that the row `n` is a part of, whose other parts lie no more than a day apart. All
 * are asked for at once: row by row, a month without statistics would be read whole for each, by time.
 */
const versionAfter = (tx: TenantTx, rows: readonly NewObservation[]): Statement => {
  const earliest = Math.min(...rows.map((row) => row.recorded_at.getTime()));
  const fhirIds = [...new Set(rows.flatMap((row) => row.fhir_id ?? []))];
  return sql`case when n.fhir_id is not null then 1 + ((
    select jsonb_object_agg(s.fhir_id, s.version) from (
      select fhir_id, max(fhir_version) as version from observations
       where organization_id = ${tx.organizationId} and fhir_id = any(${fhirIds}::text[]) and recorded_at >= ${new Date(earliest - DAY)}::timestamptz
       group by fhir_id) s) ->> n.fhir_id)::integer end`;
};

/** The version that a change of `t` makes of the Observation it is a part of. */
const nextVersion = (tx: TenantTx): Statement => sql`1 + greatest(t.fhir_version, (
  select max(s.fhir_version) from observations s
   where s.organization_id = ${tx.organizationId} and s.fhir_id = coalesce(t.fhir_id, replace(t.id, '_', '-'))))`;

export type Inserted = { id: string; fhir_id: string | null; fhir_version: number };

/** Inserts in the order given; what another reading of the same natural key stands in the way of is not in the answer. */
export const insertObservations = async (tx: TenantTx, rows: readonly NewObservation[]): Promise<Map<string, Inserted>> => {
  const inserted = await tx.query<Inserted>(sql`
    insert into observations (organization_id, id, patient_id, enrollment_id, enrollment_given, metric_definition_id,
      value, value_text, unit, canonical_value, canonical_unit, source, device_id, group_id, recorded_at, recorded_at_offset,
      received_at, interpretation, context, note_sealed, metadata_sealed, external_id, evaluated, warnings,
      fhir_id, fhir_sent, fhir_first, fhir_version, created_at, updated_at)
    select ${tx.organizationId}, n.id, n.patient_id, n.enrollment_id, n.enrollment_given, n.metric_definition_id,
      n.value, n.value_text, n.unit, n.canonical_value, n.canonical_unit, n.source, n.device_id, n.group_id, n.recorded_at,
      n.recorded_at_offset, n.received_at, n.interpretation, n.context, n.note_sealed, n.metadata_sealed, n.external_id,
      n.evaluated, n.warnings, n.fhir_id, n.fhir_sent, n.fhir_first,
      coalesce(n.fhir_version, ${versionAfter(tx, rows)}, 1),
      ${tx.now}, ${tx.now}
    from json_to_recordset(${JSON.stringify(rows)}::json) n (
      id text, patient_id text, enrollment_id text, enrollment_given boolean, metric_definition_id text, value numeric,
      value_text text, unit text, canonical_value numeric, canonical_unit text, source text, device_id text, group_id text,
      recorded_at timestamptz, recorded_at_offset text, received_at timestamptz, interpretation text, context jsonb,
      note_sealed text, metadata_sealed text, external_id text, evaluated boolean, warnings jsonb,
      fhir_id text, fhir_sent boolean, fhir_first boolean, fhir_version integer)
    on conflict (organization_id, patient_id, metric_definition_id, recorded_at, coalesce(external_id, device_id, ''))
      where status = 'FINAL' do nothing
    returning id, fhir_id, fhir_version`);
  return new Map(inserted.map((row) => [row.id, row]));
};

export type NaturalKey = { patientId: string; metricDefinitionId: string; recordedAt: Date; discriminator: string };

export const findByNaturalKeys = (tx: TenantTx, keys: readonly NaturalKey[]): Promise<ObservationRow[]> =>
  tx.query(sql`
    select ${COLUMNS}
      from unnest(${keys.map((key) => key.patientId)}::text[], ${keys.map((key) => key.metricDefinitionId)}::text[],
                  ${keys.map((key) => key.recordedAt)}::timestamptz[], ${keys.map((key) => key.discriminator)}::text[])
             k (patient_id, metric_definition_id, recorded_at, discriminator)
      join observations o on o.organization_id = ${tx.organizationId} and o.patient_id = k.patient_id
       and o.metric_definition_id = k.metric_definition_id and o.recorded_at = k.recorded_at
       and coalesce(o.external_id, o.device_id, '') = k.discriminator
     where o.status = 'FINAL'`);

/** `since` and `until` are about what is asked for; before `earliest` and after `latest` there are none of the new readings. */
export type PriorAsk = { patientId: string; metricDefinitionId: string; since: Date; earliest: Date; latest: Date; until: Date; count: number };
export type PriorRow = { patient_id: string; metric_definition_id: string; id: string; recorded_at: Date; value: string };

const ends = (asks: readonly PriorAsk[], of: "since" | "earliest" | "latest" | "until"): { first: Date; last: Date } => {
  const times = asks.map((ask) => ask[of].getTime());
  return { first: new Date(Math.min(...times)), last: new Date(Math.max(...times)) };
};

/**
 * Readings from `since` to `until`, the last `count` before `earliest` that are not older than `oldest`, and the first `count` after
 * `latest`: what rules look at. Some come twice. The bounds that hold for all asks spare the partitions beyond them: to get each
 * ready takes longer than to look into it.
 */
export const readPriorReadings = (tx: TenantTx, asks: readonly PriorAsk[], oldest: Date | "-infinity"): Promise<PriorRow[]> => {
  const ofPatient = sql`organization_id = ${tx.organizationId} and patient_id = a.patient_id
    and metric_definition_id = a.metric_definition_id and status = 'FINAL'`;
  return tx.query(sql`
    select a.patient_id, a.metric_definition_id, p.id, p.recorded_at, p.value
      from unnest(${asks.map((ask) => ask.patientId)}::text[], ${asks.map((ask) => ask.metricDefinitionId)}::text[],
                  ${asks.map((ask) => ask.since)}::timestamptz[], ${asks.map((ask) => ask.earliest)}::timestamptz[],
                  ${asks.map((ask) => ask.latest)}::timestamptz[], ${asks.map((ask) => ask.until)}::timestamptz[],
                  ${asks.map((ask) => ask.count)}::integer[]) a (patient_id, metric_definition_id, since, earliest, latest, until, count)
     cross join lateral (
       (select id, recorded_at, canonical_value as value from observations
         where ${ofPatient} and recorded_at between a.since and a.until
           and recorded_at between ${ends(asks, "since").first}::timestamptz and ${ends(asks, "until").last}::timestamptz)
       union all
       (select id, recorded_at, canonical_value from observations
         where ${ofPatient} and recorded_at < a.earliest
           and recorded_at >= ${oldest}::timestamptz and recorded_at < ${ends(asks, "earliest").last}::timestamptz
         order by recorded_at desc, id desc limit a.count)
       union all
       (select id, recorded_at, canonical_value from observations
         where ${ofPatient} and recorded_at > a.latest and recorded_at > ${ends(asks, "latest").first}::timestamptz
         order by recorded_at, id limit a.count)) p`);
};

export const setAlertIds = (tx: TenantTx, links: readonly { id: string; recordedAt: Date; alertIds: string[] }[]): void => tx.send(sql`
  update observations o set alert_ids = l."alertIds"
    from json_to_recordset(${JSON.stringify(links)}::json) l (id text, "recordedAt" timestamptz, "alertIds" jsonb)
   where o.organization_id = ${tx.organizationId} and o.recorded_at = l."recordedAt" and o.id = l.id`);

export const findObservation = (tx: TenantTx, id: string): Promise<ObservationRow | undefined> =>
  tx.first(sql`select ${COLUMNS} from observations o where o.organization_id = ${tx.organizationId} and o.id = ${id}`);

export type ObservationFilter = {
  patientId?: string;
  enrollmentId?: string;
  metricDefinitionId?: string;
  deviceId?: string;
  source?: string;
  statuses: readonly string[];
  from?: string;
  to?: string;
};

const conditionsOf = (tx: TenantTx, filter: ObservationFilter): (Statement | undefined)[] => [
  sql`o.organization_id = ${tx.organizationId}`,
  sql`o.status = any(${filter.statuses})`,
  filter.patientId === undefined ? undefined : sql`o.patient_id = ${filter.patientId}`,
  filter.enrollmentId === undefined ? undefined : sql`o.enrollment_id = ${filter.enrollmentId}`,
  filter.metricDefinitionId === undefined ? undefined : sql`o.metric_definition_id = ${filter.metricDefinitionId}`,
  filter.deviceId === undefined ? undefined : sql`o.device_id = ${filter.deviceId}`,
  filter.source === undefined ? undefined : sql`o.source = ${filter.source}`,
  filter.from === undefined ? undefined : sql`o.recorded_at >= ${filter.from}`,
  filter.to === undefined ? undefined : sql`o.recorded_at <= ${filter.to}`,
];

/** Newest first; a partition at a time, so that a page stops when it is full. */
export const listObservations = (
  tx: TenantTx, filter: ObservationFilter, after: string[] | undefined, limit: number,
): Promise<ObservationRow[]> => {
  const place = after && sql`(o.recorded_at, o.id) < (${after[0]}::timestamptz, ${after[1]})`;
  return tx.query(sql`
    select ${COLUMNS} from observations o where ${all([...conditionsOf(tx, filter), place])}
     order by o.recorded_at desc, o.id desc limit ${limit}`);
};

export const countObservations = async (tx: TenantTx, filter: ObservationFilter): Promise<number> => {
  const row = await tx.first<{ total: string }>(sql`select count(*) as total from observations o where ${all(conditionsOf(tx, filter))}`);
  return Number(row?.total ?? 0);
};

export const voidFinal = (tx: TenantTx, row: ObservationRow, reasonSealed: string | null): Promise<unknown> =>
  changeRow(tx, "observations", { recorded_at: row.recorded_at, id: row.id },
    { status: "ENTERED_IN_ERROR", void_reason_sealed: reasonSealed, fhir_version: nextVersion(tx) }, sql`t.status = 'FINAL'`);

export type Change = { fhir_version: number; status?: "ENTERED_IN_ERROR"; deleted_at?: Date; note_sealed?: string | null };

/** Readings of one patient, changed alike. What is archived on the way is the next version's past. */
export const changeReadings = (tx: TenantTx, rows: readonly ObservationRow[], change: Change): Promise<unknown> =>
  changeRows(tx, "observations", sql`(t.recorded_at, t.id) in (select * from unnest(
    ${rows.map((row) => row.recorded_at)}::timestamptz[], ${rows.map((row) => row.id)}::text[]))`, change);

/** Marks readings as parts of what FHIR wrote. It says nothing of them: no version. */
export const markSent = async (tx: TenantTx, rows: readonly ObservationRow[]): Promise<void> => {
  await tx.query(sql`
    update observations o set fhir_sent = true
      from unnest(${rows.map((row) => row.recorded_at)}::timestamptz[], ${rows.map((row) => row.id)}::text[]) k (at, id)
     where o.organization_id = ${tx.organizationId} and o.recorded_at = k.at and o.id = k.id and not o.fhir_sent`);
};

export const earlierObservations = (tx: TenantTx, ids: readonly string[]): AsyncGenerator<EarlierForm<ObservationRow>[]> =>
  earlierForms(tx, "observations", sql`v.id = any(${ids}::text[])`, ["recorded_at", "received_at", "created_at", "updated_at"]);

/** Voids a patient's readings that another patient has as well, by their natural key. */
export const voidDoubles = (tx: TenantTx, from: string, to: string): Promise<Pick<ObservationRow, "id" | "enrollment_id" | "fhir_id">[]> =>
  changeRows(tx, "observations", sql`t.patient_id = ${from} and t.status = 'FINAL' and exists (
    select 1 from observations o
     where o.organization_id = ${tx.organizationId} and o.patient_id = ${to} and o.metric_definition_id = t.metric_definition_id
       and o.recorded_at = t.recorded_at and coalesce(o.external_id, o.device_id, '') = coalesce(t.external_id, t.device_id, '')
       and o.status = 'FINAL')`, { status: "ENTERED_IN_ERROR", fhir_version: nextVersion(tx) }, sql`t.id, t.enrollment_id, t.fhir_id`);

export const moveRows = (tx: TenantTx, from: string, to: string): Promise<unknown> =>
  changeRows(tx, "observations", sql`t.patient_id = ${from}`, { patient_id: to, fhir_version: nextVersion(tx) });
