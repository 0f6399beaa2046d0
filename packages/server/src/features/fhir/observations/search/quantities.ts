import { sql, type Statement } from "../../../../db/sql.js";
import type { Metric } from "../../../metric-definitions/metric-definitions.service.js";
import type { QuantityValue } from "../../search/branch.js";
import { any, numberMatches } from "../../search/compare.js";
import { UCUM } from "../codes.js";
import { admittedUnits } from "../quantity.js";

type Metrics = readonly Metric[];
type Spelled = { metric: Metric; unit: string; code: string };

const spelledOf = (metrics: Metrics): Spelled[] =>
  metrics.flatMap((metric) => Object.entries({ [metric.unit]: metric.unit, ...metric.units }).map(([unit, code]) => ({ metric, unit, code })));

const isSpelled = (a: Statement, spelled: readonly Spelled[]): Statement =>
  sql`${a}.metric_definition_id || ' ' || ${a}.unit = any(${spelled.map(({ metric, unit }) => `${metric.id} ${unit}`)}::text[])`;

/** Whether a value is told in the metric's own unit instead of the one it was sent in, as `quantityOf` has it. */
const isConverted = (a: Statement, metrics: Metrics): Statement => {
  const vital = metrics.filter((metric) => admittedUnits(metric));
  const admitted = [
    ...spelledOf(vital).filter(({ metric, code }) => admittedUnits(metric)?.includes(code)),
    ...vital.flatMap((metric) => (admittedUnits(metric) ?? []).map((code) => ({ metric, unit: code, code }))),
  ];
  return sql`(${a}.metric_definition_id = any(${vital.map(({ id }) => id)}::text[]) and not ${isSpelled(a, admitted)})`;
};

/** The number that is told. */
export const toldValue = (a: Statement, metrics: Metrics): Statement =>
  sql`(case when ${isConverted(a, metrics)} then ${a}.canonical_value else ${a}.value end)::float8`;

/** A unit by its code; without a system also by what is written beside the value. */
const unitIs = (a: Statement, metrics: Metrics, { system, code }: QuantityValue): Statement => {
  if (system !== undefined && system !== null && system !== UCUM) return sql`false`;
  if (code === undefined) return sql`true`;
  const spelled = spelledOf(metrics);
  const other = spelled.filter((one) => one.unit === code && one.code !== code);
  const asText = !system;
  const own = metrics.filter(({ unit, displayUnit }) => unit === code || (asText && displayUnit === code));
  return sql`case when ${isConverted(a, metrics)} then ${a}.metric_definition_id = any(${own.map(({ id }) => id)}::text[])
    else ${isSpelled(a, spelled.filter((one) => one.code === code))} or (${a}.unit = ${code}${asText ? sql.empty : sql` and not ${isSpelled(a, other)}`}) end`;
};

/** The value of the alias is one of those. */
export const quantityIs = (a: Statement, metrics: Metrics, values: readonly QuantityValue[]): Statement => {
  const told = toldValue(a, metrics);
  return any(values.map((value) => sql`(${numberMatches(value, told, told)} and ${unitIs(a, metrics, value)})`));
};
