import { sql, type Statement } from "../../../../db/sql.js";
import type { TenantTx } from "../../../../db/with-tenant.js";
import { builtInMetrics, type Metric } from "../../../metric-definitions/metric-definitions.service.js";
import type { SortKey } from "../../search/branch.js";
import { categoryOf, codingsOf } from "../codes.js";
import { LAST_UPDATED, overShown } from "./group.js";
import { toldValue } from "./quantities.js";
import { referenceKey } from "./references.js";
import { isPanelPart } from "./tokens.js";

export const FHIR_ID: Statement = sql`coalesce(o_.fhir_id, replace(o_.id, '_', '-')) collate "C"`;

/** What metrics say of themselves; an organization's own are sorted by their ids. */
const ofMetric = (wordsOf: (metric: Metric) => (string | undefined)[], descending: boolean): Statement => {
  const known = builtInMetrics.map((metric) => {
    const words = wordsOf(metric).filter((word) => word !== undefined).toSorted();
    return sql`when ${metric.id} then ${(descending ? words.at(-1) : words[0]) ?? null}::text`;
  });
  return sql`(case o_.metric_definition_id ${sql.join(known, sql` `)} else o_.metric_definition_id end) collate "C"`;
};

const values = (tx: TenantTx, descending: boolean): Statement =>
  overShown(tx, sql`${descending ? sql`max` : sql`min`}(${toldValue(sql`s`, builtInMetrics)})`);

export const sortKeyOf = (tx: TenantTx, parameter: string, descending: boolean): SortKey | undefined => {
  switch (parameter) {
    case "_id": return { expression: FHIR_ID, nullable: false };
    case "_lastUpdated": return { expression: LAST_UPDATED, nullable: false };
    case "date": return { expression: sql`o_.recorded_at`, nullable: false };
    case "status": return { expression: sql`(case o_.status when 'FINAL' then 'final' else 'entered-in-error' end) collate "C"`, nullable: false };
    case "code": return {
      expression: ofMetric((metric) => (metric.panel === null ? codingsOf(metric).map(({ code }) => code) : [metric.panel]), descending), nullable: false,
    };
    case "category": return { expression: ofMetric((metric) => (categoryOf(metric)?.coding ?? []).map(({ code }) => code), descending), nullable: true };
    case "value-quantity": return { expression: sql`case when not ${isPanelPart(builtInMetrics)} then ${toldValue(sql`o_`, builtInMetrics)} end`, nullable: true };
    case "component-value-quantity": return { expression: sql`case when ${isPanelPart(builtInMetrics)} then ${values(tx, descending)} end`, nullable: true };
    case "combo-value-quantity": return {
      expression: sql`case when ${isPanelPart(builtInMetrics)} then ${values(tx, descending)} else ${toldValue(sql`o_`, builtInMetrics)} end`, nullable: true,
    };
    default: return referenceKey(tx, parameter);
  }
};
