import { madeOnce } from "../../../platform/made-once.js";
import type { Metric } from "../../metric-definitions/metric-definitions.service.js";
import { PANEL_ORDER } from "../../observations/panels.js";
import { ABSENT, categoryOf, codingsOf, LOINC, panelNames, partsOfPanel } from "./codes.js";
import type { CodeableConcept, Measured, Quantity } from "./observation.js";
import { profilesOf } from "./profiles.js";
import { inCanonical } from "./quantity.js";
import type { Range } from "./ranges.js";

/** What all Observations of a metric say alike. They share it: nobody changes a resource that was read. */
export const wordsOf = madeOnce((metric: Metric): { code: CodeableConcept; category: CodeableConcept[]; profiles: string[] } => {
  const category = categoryOf(metric);
  return { code: codeOf(metric), category: category ? [category] : [], profiles: profilesOf(metric) };
});

const codeOf = (metric: Pick<Metric, "id" | "loinc" | "alsoCodedAs" | "name">): CodeableConcept => ({ coding: codingsOf(metric), text: metric.name });

type ReferenceRange = { low?: Quantity; high?: Quantity }[];

/** By metric and range. */
export const referenceRangesOf = madeOnce((metric: Metric) => madeOnce(({ low, high }: Range): ReferenceRange => [{
  ...(low !== undefined && { low: inCanonical(String(low), metric) }),
  ...(high !== undefined && { high: inCanonical(String(high), metric) }),
}]));

type Absent = { id: string; at: number; component: Measured };
type PanelWords = { code: CodeableConcept; parts: readonly Absent[] };

const panels = new Map<string, PanelWords>();

const panelOf = (panel: string): PanelWords => ({
  code: { coding: [{ system: LOINC, code: panel }], ...(panelNames[panel] && { text: panelNames[panel] }) },
  parts: partsOfPanel(panel).map((metric) => ({
    id: metric.id, at: PANEL_ORDER.indexOf(metric.id), component: { code: codeOf(metric), dataAbsentReason: { coding: [ABSENT] } },
  })),
});

/** The same of a panel, and what is said of each part that it has to have where there is no reading of it. */
export const panelWordsOf = (panel: string): PanelWords => {
  const known = panels.get(panel);
  if (known) return known;
  const words = panelOf(panel);
  // An organization may name a panel of its own as it likes, and nothing is known of that.
  if (words.parts.length) panels.set(panel, words);
  return words;
};
