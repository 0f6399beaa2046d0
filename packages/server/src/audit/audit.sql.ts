import { sql, type Statement } from "../db/sql.js";
import type { PlainQuery, TenantTx } from "../db/with-tenant.js";
import type { AuditDraft, AuditEntry } from "./entry.js";
import type { Head, Linked } from "./link.js";

type HeadRow = { sequence: string; hash: Buffer };

const headOf = (row: HeadRow | undefined): Head | undefined => row && { sequence: Number(row.sequence), hash: row.hash };

/** The organization's head, locked until the transaction ends; made where the organization has none yet. */
export const lockHead = async (query: PlainQuery, organizationId: string): Promise<Head> =>
  headOf((await query<HeadRow>(sql`
    insert into audit_heads (organization_id) values (${organizationId})
    on conflict (organization_id) do update set sequence = audit_heads.sequence
    returning sequence, hash`))[0])!;

export const lockSystemHead = async (query: PlainQuery): Promise<Head> =>
  headOf((await query<HeadRow>(sql`select sequence, hash from system_audit_head where chain = 'system' for update`))[0])!;

export const selectHead = async (query: PlainQuery, organizationId: string): Promise<Head | undefined> =>
  headOf((await query<HeadRow>(sql`select sequence, hash from audit_heads where organization_id = ${organizationId}`))[0]);

export const selectSystemHead = async (query: PlainQuery): Promise<Head | undefined> =>
  headOf((await query<HeadRow>(sql`select sequence, hash from system_audit_head where chain = 'system'`))[0]);

const NAMES = sql`id, sequence, at, actor_type, actor_id, session_id, operation_id, method, route, outcome, status, resource_type, resource_id,
  patient_id, reason, fields, address, user_agent, request_id, previous_hash, hash`;

const requestOf = (entry: AuditDraft, request: number) => ({
  request, asked_organization_id: entry.askedOrganizationId ?? null, at: entry.at, actor_type: entry.actor.type, actor_id: entry.actor.id,
  session_id: entry.sessionId, operation_id: entry.operationId, method: entry.method, route: entry.route, outcome: entry.outcome,
  status: entry.status, resource_type: entry.resourceType, reason: entry.reason, fields: entry.fields, address: entry.address,
  user_agent: entry.userAgent, request_id: entry.requestId,
});

/** A request that concerns many is sent once, and all hashes in one piece. */
const rowsOf = ({ behind, requests, entries }: Linked): Statement => sql`(
    select asked_organization_id, e.id, ${behind.sequence}::bigint + e.place as sequence, at, actor_type, actor_id, session_id, operation_id, method, route,
           outcome, status, resource_type, e.resource_id, e.patient_id, reason, fields, address, user_agent, request_id,
           substr(all_hashes, 32 * e.place::integer - 31, 32) as previous_hash, substr(all_hashes, 32 * e.place::integer + 1, 32) as hash
      from unnest(${entries.map(({ request }) => request)}::integer[], ${entries.map(({ id }) => id)}::text[],
             ${entries.map(({ resourceId }) => resourceId)}::text[], ${entries.map(({ patientId }) => patientId)}::text[])
             with ordinality e (request, id, resource_id, patient_id, place)
      join json_to_recordset(${JSON.stringify(requests.map(requestOf))}::json) r (request integer, asked_organization_id text, at timestamptz,
             actor_type text, actor_id text, session_id text, operation_id text, method text, route text, outcome text, status integer,
             resource_type text, reason text, fields jsonb, address text, user_agent text, request_id text) using (request)
     cross join (select ${Buffer.concat([behind.hash, ...entries.map(({ hash }) => hash)])}::bytea as all_hashes) h) rows`;

/** Entries and the head that is now theirs, in one statement. Where the chain ends elsewhere by now, nothing is written. */
const insertion = (organizationId: string, linked: Linked): Statement => sql`
  with moved as (
    update audit_heads set sequence = ${linked.head.sequence}, hash = ${linked.head.hash}
     where organization_id = ${organizationId} and sequence = ${linked.behind.sequence} and hash = ${linked.behind.hash} returning organization_id),
  entries as (
    insert into audit_events (organization_id, ${NAMES}) select ${organizationId}, ${NAMES} from ${rowsOf(linked)} where exists (select from moved))
  select organization_id from moved`;

/** False where the chain ends elsewhere. Of two that add at once the second waits, and sees the first one's head. */
export const insertEntries = async (query: PlainQuery, organizationId: string, linked: Linked): Promise<boolean> =>
  (await query(insertion(organizationId, linked))).length > 0;

/** For whoever holds the head. */
export const sendEntries = (send: TenantTx["send"], organizationId: string, linked: Linked): void => send(insertion(organizationId, linked));

export const insertSystemEntries = (query: PlainQuery, linked: Linked): Promise<unknown> => query(sql`
  with entries as (
    insert into system_audit_events (asked_organization_id, ${NAMES}) select asked_organization_id, ${NAMES} from ${rowsOf(linked)})
  update system_audit_head set sequence = ${linked.head.sequence}, hash = ${linked.head.hash} where chain = 'system'`);

type EntryRow = {
  id: string; sequence: string; at: Date; actor_type: AuditDraft["actor"]["type"]; actor_id: string | null; session_id: string | null;
  operation_id: string; method: string; route: string; outcome: AuditDraft["outcome"]; status: number; resource_type: string | null;
  resource_id: string | null; patient_id: string | null; reason: string | null; fields: string[]; address: string | null;
  user_agent: string | null; request_id: string | null; previous_hash: Buffer; hash: Buffer;
};

const entryOf = (row: EntryRow): AuditEntry => ({
  id: row.id, sequence: Number(row.sequence), at: row.at, actor: { type: row.actor_type, id: row.actor_id }, sessionId: row.session_id,
  operationId: row.operation_id, method: row.method, route: row.route, outcome: row.outcome, status: row.status, resourceType: row.resource_type,
  resourceId: row.resource_id, patientId: row.patient_id, reason: row.reason, fields: row.fields, address: row.address, userAgent: row.user_agent,
  requestId: row.request_id, previousHash: row.previous_hash, hash: row.hash,
});

/** Entries of an organization that hold `condition`, in the order given; newest first unless said otherwise. */
export const selectEntries = async (
  query: PlainQuery, organizationId: string, condition: Statement, limit: number, order: Statement = sql`sequence desc`,
): Promise<AuditEntry[]> =>
  (await query<EntryRow>(sql`
    select ${NAMES} from audit_events where organization_id = ${organizationId} and ${condition} order by ${order} limit ${limit}`)).map(entryOf);

export const countEntries = async (query: PlainQuery, organizationId: string, condition: Statement): Promise<number> =>
  Number((await query<{ count: string }>(sql`select count(*) from audit_events where organization_id = ${organizationId} and ${condition}`))[0]!.count);

/** The next entries of a chain, oldest first. */
export const selectAfter = (query: PlainQuery, organizationId: string, after: number, limit: number): Promise<AuditEntry[]> =>
  selectEntries(query, organizationId, sql`sequence > ${after}`, limit, sql`sequence`);

export const selectSystemAfter = async (query: PlainQuery, after: number, limit: number): Promise<AuditEntry[]> =>
  (await query<EntryRow & { asked_organization_id: string | null }>(sql`
    select asked_organization_id, ${NAMES} from system_audit_events where sequence > ${after} order by sequence limit ${limit}`))
    .map((row) => ({ ...entryOf(row), askedOrganizationId: row.asked_organization_id }));

export type SignatureRow = { chain: string; sequence: number; hash: Buffer; signedAt: Date; keyId: string; signature: Buffer };

export const insertSignature = (query: PlainQuery, row: SignatureRow): Promise<unknown> => query(sql`
  insert into audit_signatures (chain, sequence, hash, signed_at, key_id, signature)
  values (${row.chain}, ${row.sequence}, ${row.hash}, ${row.signedAt}, ${row.keyId}, ${row.signature}) on conflict do nothing`);

export const selectSignatures = async (query: PlainQuery, chain: string): Promise<SignatureRow[]> =>
  (await query<Omit<SignatureRow, "sequence"> & { sequence: string }>(sql`
    select chain, sequence, hash, signed_at as "signedAt", key_id as "keyId", signature from audit_signatures where chain = ${chain} order by sequence`))
    .map((row) => ({ ...row, sequence: Number(row.sequence) }));

/** When the oldest entry of the operator's chain was made that no signed head covers. */
export const selectUncoveredSince = async (query: PlainQuery): Promise<Date | undefined> =>
  (await query<{ at: Date }>(sql`
    select at from system_audit_events
     where sequence > coalesce((select max(sequence) from audit_signatures where chain = 'system'), 0) order by sequence limit 1`))[0]?.at;

/** A deleted organization's chain outlives its place in the index. */
export const selectChains = async (query: PlainQuery): Promise<string[]> =>
  (await query<{ organization_id: string }>(sql`
    select organization_id from organization_index
    union select chain from audit_signatures where chain <> 'system' order by 1`)).map((row) => row.organization_id);
