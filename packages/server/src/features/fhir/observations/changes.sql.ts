import { all, sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import type { HistoryAsk } from "../model.js";

export type Event = { fhir: string; at: Date };

/**
 * The newest moments at which Observations came or changed. A reading's id begins with the moment it came, so that the index of
 * ids has them in order; those of the moment that the page ends in are all read, for they are ordered by FHIR's ids.
 */
export const selectEvents = (tx: TenantTx, { since, before, limit }: HistoryAsk): Promise<Event[]> => {
  const within = (at: Statement, fhir: Statement): Statement => all([
    since && sql`${at} >= ${since}`,
    before && sql`${at} <= ${before.at} and (${at} < ${before.at} or ${fhir} collate "C" < ${before.id})`,
  ]);
  const fhir = sql`coalesce(o.fhir_id, replace(o.id, '_', '-'))`;
  const replaced = sql`coalesce(v.content ->> 'fhir_id', replace(v.id, '_', '-'))`;
  const mine = sql`o.organization_id = ${tx.organizationId}`;
  const came = sql`select ${fhir} as fhir, o.created_at as at from observations o where ${mine} and ${within(sql`o.created_at`, fhir)}`;
  return tx.query(sql`
    with last as (
      select o.created_at as at from observations o where ${mine} and ${within(sql`o.created_at`, fhir)}
       order by o.id desc offset ${limit} limit 1)
    select e.fhir, e.at from (
      (${came} and o.created_at >= coalesce((select at from last), '-infinity'))
      union
      (select ${replaced} as fhir, v.replaced_at as at from observations_versions v
        where v.organization_id = ${tx.organizationId} and ${within(sql`v.replaced_at`, replaced)}
        order by v.replaced_at desc limit ${limit})) e
     order by e.at desc, e.fhir collate "C" desc limit ${limit}`);
};
