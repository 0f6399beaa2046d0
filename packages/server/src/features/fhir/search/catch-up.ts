import { sql } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { ProblemError } from "../../../http/problem.js";
import { sha256 } from "../../../platform/crypto.js";
import type { Source } from "../model.js";
import { indexVersions } from "./index/index-versions.js";

/** A change may be committed this much later than the time it bears; clocks of servers differ by less. */
const MARGIN = 15 * 60_000;
const PART = 500;
/** What one request indexes; more is left to the scheduler. */
const MOST = 2000;

type Mark = { indexed_to: Date };

const lockOf = (tx: TenantTx, type: string): string => sha256(`fhir index\n${tx.organizationId}\n${type}`).readBigInt64BE(0).toString();

/**
 * Indexes the rows of a source that changed since they were indexed. True once nothing is left: what REST wrote is found by the
 * next search.
 */
export const catchUp = async (tx: TenantTx, source: Source, most = MOST): Promise<boolean> => {
  if (!source.stale) return true;
  const mark = await tx.first<Mark>(sql`select m.indexed_to from fhir_watermarks m where m.organization_id = ${tx.organizationId} and m.type = ${source.type}`);
  const since = mark ? new Date(mark.indexed_to.getTime() - MARGIN) : null;
  const first = await source.stale(tx, since, PART);
  if (!first.length && mark && tx.now.getTime() - mark.indexed_to.getTime() < MARGIN) return true;
  await tx.query(sql`select pg_advisory_xact_lock(${lockOf(tx, source.type)}::bigint)`);
  let left = first.length ? await source.stale(tx, since, PART) : first;
  let done = 0;
  while (left.length && done < most) {
    await indexVersions(tx, await source.load(tx, left));
    done += left.length;
    left = await source.stale(tx, since, PART);
  }
  if (left.length) return false;
  await tx.query(sql`
    insert into fhir_watermarks (organization_id, type, indexed_to) values (${tx.organizationId}, ${source.type}, ${tx.now})
    on conflict (organization_id, type) do update set indexed_to = greatest(fhir_watermarks.indexed_to, excluded.indexed_to)`);
  return true;
};

/** @throws ProblemError 503 while there is more to index than a request should wait for. */
export const expectIndexed = async (tx: TenantTx, source: Source): Promise<void> => {
  if (await catchUp(tx, source)) return;
  throw new ProblemError("unavailable", { detail: "The search index is being made. Try again in a few seconds.", headers: { "Retry-After": "5" } });
};
