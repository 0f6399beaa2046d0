import { sql, type Statement } from "../../../../db/sql.js";
import type { TenantTx } from "../../../../db/with-tenant.js";
import type { Metric } from "../../../metric-definitions/metric-definitions.service.js";
import { toRowId } from "../../fhir-ids.js";
import type { Branch, Criterion } from "../../search/branch.js";
import { any, instantMatches, NONE } from "../../search/compare.js";
import { profilesOf } from "../profiles.js";
import { anyShown, isFirst, LAST_UPDATED } from "./group.js";
import { guessMetrics, metricsOf, readMetrics } from "./metrics.js";
import { quantityIs } from "./quantities.js";
import { pointerOf, refersAtAll, refersTo } from "./references.js";
import { FHIR_ID, sortKeyOf } from "./sort.js";
import {
  byText, byToken, hasCategory, hasCode, hasComponentCode, hasIdentifier, hasStatus, hasTag, isMetricCalled, isPanelPart, lacksPart, lacksPartFor,
  type Wanted,
} from "./tokens.js";

type Of<Kind extends Criterion["kind"]> = Extract<Criterion, { kind: Kind }>;

const tokenMatches = (tx: TenantTx, metrics: readonly Metric[], parameter: string, wanted: Wanted): Statement => {
  switch (parameter) {
    case "code": return hasCode(metrics, wanted);
    case "component-code": return hasComponentCode(tx, metrics, wanted);
    case "combo-code": return any([hasCode(metrics, wanted), hasComponentCode(tx, metrics, wanted)]);
    case "category": return hasCategory(metrics, wanted);
    case "status": return hasStatus(wanted);
    case "component-data-absent-reason": case "combo-data-absent-reason": return lacksPartFor(tx, metrics, wanted);
    case "_tag": return hasTag(wanted);
    default: return NONE;
  }
};

const ofOwn = (metrics: readonly Metric[], condition: Statement): Statement => sql`(not ${isPanelPart(metrics)} and ${condition})`;
const ofComponent = (tx: TenantTx, metrics: readonly Metric[], condition: Statement): Statement => sql`(${isPanelPart(metrics)} and ${anyShown(tx, condition)})`;

/** A condition on a value, of the Observation itself or of a component, by where the parameter looks. */
const whereOf = (tx: TenantTx, metrics: readonly Metric[], parameter: string, condition: (a: Statement) => Statement): Statement => {
  const own = ofOwn(metrics, condition(sql`o_`));
  const component = ofComponent(tx, metrics, condition(sql`s`));
  if (parameter.startsWith("component-")) return component;
  return parameter.startsWith("combo-") ? any([own, component]) : own;
};

/** Code and quantity of one element; there are no values of another kind. */
const compositeMatches = (tx: TenantTx, metrics: readonly Metric[], { parameter, values }: Of<"composite">): Statement =>
  any(values.map(([code, value]) => code?.kind === "token" && value?.kind === "quantity"
    ? whereOf(tx, metrics, parameter, (a) => sql`(${isMetricCalled(a, metrics, byToken(code.values))} and ${quantityIs(a, metrics, value.values)})`)
    : NONE));

const profileMatches = (metrics: readonly Metric[], { parameter, modifier, values }: Of<"uri">): Statement => {
  if (parameter !== "_profile") return NONE;
  const isAsked = (profile: string): boolean => values.some((value) =>
    modifier === "below" ? profile.startsWith(value) : modifier === "above" ? value.startsWith(profile) : profile === value);
  const ids = metrics.filter((metric) => profilesOf(metric).some(isAsked)).map(({ id }) => id);
  return ids.length ? sql`o_.metric_definition_id = any(${ids}::text[])` : NONE;
};

const idMatches = ({ values }: Of<"id">): Statement => sql`(o_.fhir_id = any(${values}::text[])
  or (o_.fhir_id is null and o_.id = any(${values.map(toRowId)}::text[])))`;

const matches = async (tx: TenantTx, criterion: Criterion): Promise<Statement> => {
  const metrics = await metricsOf(tx);
  switch (criterion.kind) {
    case "id": return idMatches(criterion);
    case "token":
      if (criterion.modifier) return NONE;
      return criterion.parameter === "identifier" ? hasIdentifier(tx, criterion.values) : tokenMatches(tx, metrics, criterion.parameter, byToken(criterion.values));
    case "text": return tokenMatches(tx, metrics, criterion.parameter, byText(criterion.values));
    case "date": {
      if (criterion.parameter !== "date" && criterion.parameter !== "_lastUpdated") return NONE;
      const at = criterion.parameter === "date" ? sql`o_.recorded_at` : LAST_UPDATED;
      return any(criterion.values.map((value) => instantMatches(value, at)));
    }
    case "quantity":
      return criterion.parameter.endsWith("value-quantity") ? whereOf(tx, metrics, criterion.parameter, (a) => quantityIs(a, metrics, criterion.values)) : NONE;
    case "reference": case "chain": return refersTo(tx, criterion);
    case "uri": return profileMatches(metrics, criterion);
    case "composite": return compositeMatches(tx, metrics, criterion);
    // References name nothing by identifier, and no value is text.
    case "identifier": case "string": return NONE;
  }
};

const has = async (tx: TenantTx, parameter: string): Promise<Statement> => {
  const metrics = await metricsOf(tx);
  switch (parameter) {
    case "_id": case "_lastUpdated": case "code": case "combo-code": case "status": case "date": case "identifier": case "combo-value-quantity":
    case "combo-code-value-quantity": return sql`true`;
    case "category": return hasCategory(metrics, { coding: () => true, text: (text) => text !== undefined });
    case "value-quantity": case "code-value-quantity": return sql`not ${isPanelPart(metrics)}`;
    case "component-code": case "component-value-quantity": case "component-code-value-quantity": return isPanelPart(metrics);
    case "component-data-absent-reason": case "combo-data-absent-reason": return lacksPart(tx, metrics);
    case "_tag": return sql`o_.source = 'PATIENT_REPORTED'`;
    case "_profile": return profileMatches(metrics, { kind: "uri", parameter, modifier: "below", values: [""] });
    default: return refersAtAll(parameter) ?? NONE;
  }
};

/** Readings that FHIR wrote nothing of, each Observation by the one that stands for it. */
export const readingBranch: Branch = {
  type: "Observation",
  from: sql`observations o_`,
  where: (tx) => sql`o_.organization_id = ${tx.organizationId} and ${isFirst}`,
  id: FHIR_ID,
  rowId: sql`o_.id`,
  reading: { measuredAt: sql`o_.recorded_at`, patientId: sql`o_.patient_id`, metricId: sql`o_.metric_definition_id` },
  prepare: readMetrics,
  guess: guessMetrics,
  matches,
  has,
  sortKey: sortKeyOf,
  pointer: (_tx, parameter, target) => pointerOf(parameter, target),
};
