import { sql, type Statement } from "../../../../db/sql.js";
import type { TenantTx } from "../../../../db/with-tenant.js";
import type { Metric } from "../../../metric-definitions/metric-definitions.service.js";
import type { Coding } from "../../model.js";
import type { TokenValue } from "../../search/branch.js";
import { any, NONE } from "../../search/compare.js";
import { fold } from "../../search/fold.js";
import { ABSENT, categoryOf, codingsOf, EXTERNAL_IDS, LOINC, panelNames, partsOfPanel, PATIENT_SUPPLIED, READING_IDS } from "../codes.js";
import { anyShown } from "./group.js";

/** What a coding, or its text, is held against. */
export type Wanted = { coding(coding: Coding): boolean; text(text: string | undefined): boolean };

export const byToken = (values: readonly TokenValue[]): Wanted => ({
  coding: ({ system = null, code }) => values.some((value) =>
    (value.system === undefined || value.system === system) && (value.code === undefined || value.code === code)),
  text: () => false,
});

/** `:text`; what is asked for is folded already. */
export const byText = (starts: readonly string[]): Wanted => {
  const text = (given: string | undefined): boolean => given !== undefined && starts.some((start) => fold(given).startsWith(start));
  return { coding: ({ display }) => text(display), text };
};

const isCalled = (wanted: Wanted) => (metric: Metric): boolean => codingsOf(metric).some(wanted.coding) || wanted.text(metric.name);

const isOf = (a: Statement, metrics: readonly Metric[]): Statement =>
  (metrics.length ? sql`${a}.metric_definition_id = any(${metrics.map(({ id }) => id)}::text[])` : NONE);

export const isPanelPart = (metrics: readonly Metric[]): Statement => isOf(sql`o_`, metrics.filter(({ panel }) => panel !== null));

/** The Observation's own code: a panel's, and not that of its parts. */
export const hasCode = (metrics: readonly Metric[], wanted: Wanted): Statement =>
  isOf(sql`o_`, metrics.filter((metric) => metric.panel === null
    ? isCalled(wanted)(metric)
    : wanted.coding({ system: LOINC, code: metric.panel }) || wanted.text(panelNames[metric.panel])));

const isRequired = ({ id, panel }: Metric): boolean => panel !== null && partsOfPanel(panel).some((part) => part.id === id);

/** A component's: parts that a panel has to have are there even without a value. */
export const hasComponentCode = (tx: TenantTx, metrics: readonly Metric[], wanted: Wanted): Statement => {
  const parts = metrics.filter((metric) => metric.panel !== null && isCalled(wanted)(metric));
  const panels = new Set(parts.filter(isRequired).map(({ panel }) => panel));
  const others = parts.filter((metric) => !panels.has(metric.panel));
  return any([
    isOf(sql`o_`, metrics.filter(({ panel }) => panel !== null && panels.has(panel))),
    ...(others.length ? [anyShown(tx, isOf(sql`s`, others))] : []),
  ]);
};

/** Readings of metrics called so, of the alias. */
export const isMetricCalled = (a: Statement, metrics: readonly Metric[], wanted: Wanted): Statement =>
  isOf(a, metrics.filter(isCalled(wanted)));

export const hasCategory = (metrics: readonly Metric[], wanted: Wanted): Statement =>
  isOf(sql`o_`, metrics.filter((metric) => {
    const { coding = [], text } = categoryOf(metric) ?? {};
    return coding.some(wanted.coding) || wanted.text(text);
  }));

export const hasStatus = (wanted: Wanted): Statement =>
  any([["final", "FINAL"] as const, ["entered-in-error", "ENTERED_IN_ERROR"] as const]
    .filter(([code]) => wanted.coding({ code })).map(([, status]) => sql`o_.status = ${status}`));

/** A part that a panel has to have and has no reading of. */
export const lacksPart = (tx: TenantTx, metrics: readonly Metric[]): Statement => {
  const required = metrics.filter(isRequired);
  return any(required.map(({ id, panel }) => sql`(${isOf(sql`o_`, metrics.filter((metric) => metric.panel === panel))}
    and not ${anyShown(tx, sql`s.metric_definition_id = ${id}`)})`));
};

export const lacksPartFor = (tx: TenantTx, metrics: readonly Metric[], wanted: Wanted): Statement => (wanted.coding(ABSENT) ? lacksPart(tx, metrics) : NONE);

export const hasTag = (wanted: Wanted): Statement => (wanted.coding(PATIENT_SUPPLIED) ? sql`o_.source = 'PATIENT_REPORTED'` : NONE);

// As `identifierOf` takes an external id apart.
const SYSTEM = "^([a-z][a-z0-9+.-]*:[^|]*)\\|(.+)$";

const identifies = (s: Statement, { system, code }: TokenValue): Statement => {
  const external = (part: "\\1" | "\\2") => sql`regexp_replace(${s}.external_id, ${SYSTEM}, ${part})`;
  const isPlain = sql`${s}.external_id !~ ${SYSTEM}`;
  const found = [
    ...(system === undefined || system === READING_IDS ? [code === undefined ? sql`true` : sql`${s}.id = ${code}`] : []),
    ...(system === undefined || system === EXTERNAL_IDS ? [code === undefined ? isPlain : sql`(${isPlain} and ${s}.external_id = ${code})`] : []),
  ];
  if (system === undefined && code !== undefined) found.push(sql`(not (${isPlain}) and ${external("\\2")} = ${code})`);
  if (system && system !== READING_IDS && system !== EXTERNAL_IDS) {
    found.push(code === undefined ? sql`(not (${isPlain}) and ${external("\\1")} = ${system})` : sql`${s}.external_id = ${`${system}|${code}`}`);
  }
  return any(found);
};

/** Each reading that the Observation shows has identifiers. */
export const hasIdentifier = (tx: TenantTx, values: readonly TokenValue[]): Statement =>
  sql`case when o_.fhir_id is null then ${any(values.map((value) => identifies(sql`o_`, value)))}
    else ${anyShown(tx, any(values.map((value) => identifies(sql`s`, value))))} end`;
