import { all, sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import type { Metric } from "../../metric-definitions/metric-definitions.service.js";
import { METRIC_CODES } from "../canonical.js";
import type { Ask, Found, Pair } from "../search/ask.js";
import type { Branch } from "../search/branch.js";
import { catchUp } from "../search/catch-up.js";
import { branchesOf, conditionOf, guardOf, type Condition, type Search } from "../search/conditions.js";
import { refuse } from "../search/parse/refuse.js";
import { LOINC } from "./codes.js";
import { readingBranch } from "./search/branch.js";
import { metricsOf } from "./search/metrics.js";

const TYPE = "Observation";
/** Observations that one answer holds. */
const MOST = 1_000;

const maxOf = (pairs: readonly Pair[]): number => {
  const [given, ...more] = pairs.filter(([name]) => name === "max").map(([, value]) => value);
  if (given === undefined) return 1;
  return /^[1-9]\d{0,3}$/.test(given) && !more.length ? Number(given) : refuse("max", "is no whole number from 1 on");
};

/** Whose, and of what kind: the whole of a practice is not asked for. */
const expectNarrow = (pairs: readonly Pair[]): void => {
  const names = new Set(pairs.map(([name]) => name.split(/[:.]/)[0]));
  if (!names.has("patient") && !names.has("subject")) refuse("patient", "is needed here, or subject");
  if (!names.has("category") && !names.has("code")) refuse("category", "is needed here, or code");
};

/** The code under which an Observation stands with its like: a metric's first one whichever was sent. */
const keyOf = (tx: TenantTx, branch: Branch, metrics: readonly Metric[]): Statement => {
  const nameOf = ({ id, panel, loinc }: Metric): string => (panel ?? loinc) === null ? `${METRIC_CODES}|${id}` : `${LOINC}|${panel ?? loinc}`;
  if (branch === readingBranch) {
    const names = sql.join(metrics.map((metric) => sql`when ${metric.id} then ${nameOf(metric)}`), sql` `);
    return sql`(case o_.metric_definition_id ${names} end) collate "C"`;
  }
  const known = metrics.filter(({ panel }) => panel === null).flatMap((metric) => [
    [`${LOINC}|${metric.loinc}`, nameOf(metric)], ...metric.alsoCodedAs.map((code) => [`${LOINC}|${code}`, nameOf(metric)]), [`${METRIC_CODES}|${metric.id}`, nameOf(metric)],
  ] as const);
  return sql`(select coalesce(min(k.name), min(coalesce(v.system, '') || '|' || v.code), min(v.display)) collate "C"
    from fhir_tokens v left join unnest(${known.map(([code]) => code)}::text[], ${known.map(([, name]) => name)}::text[]) k (code, name)
      on k.code = v.system || '|' || v.code
   where v.organization_id = ${tx.organizationId} and v.type = ${TYPE} and v.parameter = 'code' and v.id = fi.id)`;
};

/**
 * The newest Observations of each code, `max` of them and whatever is of the same moment as the last of these
 * (http://hl7.org/fhir/R4/observation-operation-lastn.html). Codes come in the order of their newest.
 */
export const lastN = async (tx: TenantTx, ask: Ask): Promise<Found> => {
  const max = maxOf(ask.parameters);
  const filters = ask.parameters.filter(([name]) => name !== "max");
  expectNarrow(filters);
  const search: Search = { tx, ask, touched: new Set([TYPE]) };
  const conditions: Condition[] = await guardOf(search, TYPE);
  for (const pair of filters) conditions.push(await conditionOf(search, TYPE, pair));
  for (const type of [...search.touched].toSorted()) await catchUp(tx, ask.sourceOf(type));
  const ids = await newestIds(search, conditions, max);
  const versions = new Map((await ask.sourceOf(TYPE).load(tx, ids)).map((version) => [version.id, version]));
  return {
    matches: ids.flatMap((id) => versions.get(id) ?? []), included: [], total: undefined, next: undefined, self: ask.parameters, dropped: [],
  };
};

const newestIds = async (search: Search, conditions: readonly Condition[], max: number): Promise<string[]> => {
  const { tx } = search;
  const metrics = await metricsOf(tx);
  const parts: Statement[] = [];
  for (const branch of branchesOf(search, TYPE)) {
    const held = await Promise.all(conditions.map(async (condition) => condition(branch)));
    const at = branch.sortKey(tx, "date", true)?.expression ?? sql`null`;
    parts.push(sql`select ${branch.id} as id, ${at} as at, ${keyOf(tx, branch, metrics)} as key from ${branch.from} where ${all([branch.where(tx), ...held])}`);
  }
  const rows = await tx.query<{ id: string }>(sql.madeUp(sql`
    select r.id from (
      select f.*, rank() over (partition by f.key order by f.at desc nulls last) as place, max(f.at) over (partition by f.key) as newest
        from (${sql.join(parts, sql` union all `)}) f) r
     where r.place <= ${max} order by r.newest desc nulls last, r.key, r.at desc nulls last, r.id limit ${MOST}`));
  return rows.map(({ id }) => id);
};
