import { sql } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { ProblemError } from "../../../http/problem.js";
import { sha256 } from "../../../platform/crypto.js";
import type { Source } from "../model.js";
import { indexVersions } from "./index/index-versions.js";

/** Milliseconds that one request spends on what is not indexed yet. */
const LONGEST = 2_000;
/** Resources indexed at a time. */
const PART = 250;
/** Transactions that began before the watermark may commit after it. */
const MARGIN = 15 * 60_000;
/** A watermark that is younger is left where it is: most searches write nothing. */
const FRESH = 60_000;

/** More has changed than one request indexes. What it did index is worth keeping: the next request goes on from there. */
export class IndexBehind extends ProblemError {
  constructor(type: string) {
    super("unavailable", { detail: `Resources of the type ${type} are being indexed.`, headers: { "Retry-After": "1" } });
  }
}

/** Up to when the type is indexed, and whether FHIR has written anything of the platform's rows. */
type State = { mark: Date | null; sent: boolean };

const readState = async (tx: TenantTx, type: string): Promise<State> => (await tx.first<State>(sql`
  select (select w.indexed_to from fhir_watermarks w where w.organization_id = ${tx.organizationId} and w.type = ${type}) as mark,
         exists (select from fhir_resources r where r.organization_id = ${tx.organizationId} and r.type = ${type} and r.row_id is not null) as sent`))!;

const putWatermark = (tx: TenantTx, type: string): Promise<unknown> => tx.query(sql`
  insert into fhir_watermarks as w (organization_id, type, indexed_to) values (${tx.organizationId}, ${type}, ${tx.now})
  on conflict (organization_id, type) do update set indexed_to = greatest(w.indexed_to, excluded.indexed_to)`);

/** Until the transaction ends nobody else indexes the type. */
const takeTurn = (tx: TenantTx, type: string): Promise<unknown> =>
  tx.query(sql`select pg_advisory_xact_lock(${sha256(`fhir index\n${tx.organizationId}\n${type}`).readBigInt64BE(0).toString()}::bigint)`);

/** Types whose watermark is kept in mind. */
const MOST_KNOWN = 10_000;

/** The watermark that each type had when it was last found with nothing to index, in milliseconds. */
const inOrderSince = new Map<string, number>();

const nameOf = ({ organizationId }: TenantTx, type: string): string => `${organizationId}\n${type}`;

/** A guess, which `catchUp` is asked to hold against what is so: whether there will be nothing to index. */
export const isLikelyCurrent = (tx: TenantTx, type: string): boolean => tx.now.getTime() - (inOrderSince.get(nameOf(tx, type)) ?? 0) < FRESH;

const noteCurrent = (tx: TenantTx, type: string, mark: Date): void => {
  if (inOrderSince.size >= MOST_KNOWN) inOrderSince.clear();
  inOrderSince.set(nameOf(tx, type), mark.getTime());
};

const isFresh = (tx: TenantTx, mark: Date | null): mark is Date => mark !== null && tx.now.getTime() - mark.getTime() < FRESH;

/** Where the types are by now: who indexes something moves its mark. */
export const selectMarks = async (tx: TenantTx, types: readonly string[]): Promise<string> => (await tx.first<{ marks: string }>(sql`
  select coalesce(string_agg(type || ' ' || indexed_to::text, ',' order by type), '') as marks
    from fhir_watermarks where organization_id = ${tx.organizationId} and type = any(${types}::text[])`))!.marks;

/** Notes that the type is searched, for `keepIndexed` to go on with what one request could not; where it was before, that something was indexed. */
const noteBegun = (tx: TenantTx, type: string): Promise<unknown> => tx.query(sql`
  insert into fhir_watermarks as w (organization_id, type, indexed_to) values (${tx.organizationId}, ${type}, 'epoch')
  on conflict (organization_id, type) do update set indexed_to = w.indexed_to + interval '1 microsecond'`);

/** What was left to index: nothing, what is indexed now, or more than two seconds' worth. */
type Left = "nothing" | "done" | "more";

/** Indexes what changed in the platform's tables since it was last done. */
export const indexChanged = async (tx: TenantTx, source: Source): Promise<Left> => {
  if (!source.stale) return "nothing";
  const { mark, sent } = await readState(tx, source.type);
  const asked = { since: mark === null ? null : new Date(mark.getTime() - MARGIN), sent, limit: PART };
  let ids = await source.stale(tx, asked);
  if (!ids.length && isFresh(tx, mark)) {
    noteCurrent(tx, source.type, mark);
    return "nothing";
  }
  await takeTurn(tx, source.type);
  const began = performance.now();
  // Whoever had the turn before may have indexed them.
  if (ids.length) ids = await source.stale(tx, asked);
  // What FHIR said that its row does not have may look as if its element were gone, however often it is indexed: once is enough.
  const done = new Set<string>();
  while (ids.length) {
    const versions = await source.load(tx, ids);
    if (!versions.length) break;
    await indexVersions(tx, versions);
    for (const id of ids) done.add(id);
    if (performance.now() - began > LONGEST) return noteBegun(tx, source.type).then(() => "more");
    ids = (await source.stale(tx, { ...asked, limit: PART + done.size })).filter((id) => !done.has(id)).slice(0, PART);
  }
  await putWatermark(tx, source.type);
  noteCurrent(tx, source.type, tx.now);
  return "done";
};

/**
 * Answers whether nothing was left to index.
 * @throws IndexBehind where a request would take too long; what is indexed by then may be committed.
 */
export const catchUp = async (tx: TenantTx, source: Source): Promise<boolean> => {
  const left = await indexChanged(tx, source);
  if (left === "more") throw new IndexBehind(source.type);
  return left === "nothing";
};
