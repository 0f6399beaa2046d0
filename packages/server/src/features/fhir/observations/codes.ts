import { BUILT_IN_METRICS, type BuiltInMetric } from "../../metric-definitions/catalogue.js";
import type { Metric } from "../../metric-definitions/metric-definitions.service.js";
import { CANONICAL, METRIC_CODES } from "../canonical.js";
import type { Coding } from "../model.js";
import type { CodeableConcept } from "./observation.js";

export const LOINC = "http://loinc.org";
export const UCUM = "http://unitsofmeasure.org";
export const CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category";
export const INTERPRETATIONS = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
/** Said of the part of a panel that there is no reading of. */
export const ABSENT: Coding = { system: "http://terminology.hl7.org/CodeSystem/data-absent-reason", code: "unknown", display: "Unknown" };
/** The id that a reading has over REST. */
export const READING_IDS = `${CANONICAL}/sid/observation`;
export const EXTERNAL_IDS = `${CANONICAL}/sid/external-observation`;
export const PATIENT_SUPPLIED: Coding = { system: "http://hl7.org/fhir/us/core/CodeSystem/us-core-tags", code: "patient-supplied" };

/** By LOINC code. */
export const panelNames: Readonly<Record<string, string>> = { "85354-9": "Blood pressure panel" };

const CATEGORY_CODES: Record<string, string> = {
  "vital-signs": "Vital Signs", laboratory: "Laboratory", activity: "Activity", survey: "Survey", procedure: "Procedure", exam: "Exam",
  therapy: "Therapy", imaging: "Imaging", "social-history": "Social History",
};

/** An organization's own category may be none of HL7's: it is text then. */
export const categoryOf = ({ category }: Metric): CodeableConcept | undefined => {
  if (category === null) return undefined;
  const display = CATEGORY_CODES[category];
  return display === undefined ? { text: category } : { coding: [{ system: CATEGORIES, code: category, display }] };
};

const LETTERS = { HH: "Critical high", H: "High", N: "Normal", L: "Low", LL: "Critical low" };

export const interpretationOf = (letter: keyof typeof LETTERS): CodeableConcept =>
  ({ coding: [{ system: INTERPRETATIONS, code: letter, display: LETTERS[letter] }] });

/** Every coding that a metric is known by. */
export const codingsOf = ({ id, loinc, alsoCodedAs }: Pick<Metric, "id" | "loinc" | "alsoCodedAs">): Coding[] => [
  ...[...(loinc === null ? [] : [loinc]), ...alsoCodedAs].map((code) => ({ system: LOINC, code })),
  { system: METRIC_CODES, code: id },
];

const metricByLoinc = new Map(BUILT_IN_METRICS.flatMap(({ id, loinc, alsoCodedAs }) =>
  [...(loinc === null ? [] : [loinc]), ...alsoCodedAs].map((code) => [code, id] as const)));

const PANELS = new Set(BUILT_IN_METRICS.flatMap(({ panel }) => panel ?? []));

/** Parts that a panel has to have: what is missing is said to be. */
export const partsOfPanel = (panel: string): readonly BuiltInMetric[] =>
  BUILT_IN_METRICS.filter((metric) => metric.panel === panel && metric.id !== "metric_bp_mean");

/** The metric that a code names: one of the catalogue by LOINC, any by its id. */
export const metricIdOf = (code: CodeableConcept | undefined): string | undefined => {
  for (const { system, code: value } of code?.coding ?? []) {
    const id = system === METRIC_CODES ? value : system === LOINC ? metricByLoinc.get(value ?? "") : undefined;
    if (id !== undefined) return id;
  }
  return undefined;
};

export const panelCodeOf = (code: CodeableConcept | undefined): string | undefined =>
  code?.coding?.find(({ system, code: value }) => system === LOINC && PANELS.has(value ?? ""))?.code;
