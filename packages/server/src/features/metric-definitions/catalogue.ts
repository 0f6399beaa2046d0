import { readPackageFile } from "../../platform/package-file.js";
import type { Condition, Severity } from "../alerts/alert-rule.js";
import type { Program } from "../enrollments/enrollments.policy.js";

export type DefaultRule = Condition & { severity: Severity };

/** A metric that every organization has. `plausibleRange` and the rules are in `unit`, the canonical UCUM unit. */
export type BuiltInMetric = {
  id: string;
  code: string;
  name: string;
  unit: string;
  displayUnit: string;
  /** Each spelling accepted on input with its UCUM unit, case-sensitive. */
  units: Readonly<Record<string, string>>;
  /** g/mol, where mass and amount of substance convert into each other. */
  molarMass: number | null;
  loinc: string | null;
  alsoCodedAs: readonly string[];
  /** The code of IEEE 11073-10101. */
  mdc: number | null;
  /** LOINC code of the panel the metric is a part of. */
  panel: string | null;
  category: string;
  plausibleRange: { low: number; high: number };
  programs: readonly Program[];
  defaultRules: readonly DefaultRule[];
  note: string | null;
};

type Optional = "molarMass" | "alsoCodedAs" | "mdc" | "panel" | "note";
type CatalogueEntry = Omit<BuiltInMetric, Optional | "code"> & Partial<Pick<BuiltInMetric, Optional>>;

const complete = (entry: CatalogueEntry): BuiltInMetric => ({
  id: entry.id,
  code: entry.id.slice("metric_".length),
  name: entry.name,
  unit: entry.unit,
  displayUnit: entry.displayUnit,
  units: entry.units,
  molarMass: entry.molarMass ?? null,
  loinc: entry.loinc,
  alsoCodedAs: entry.alsoCodedAs ?? [],
  mdc: entry.mdc ?? null,
  panel: entry.panel ?? null,
  category: entry.category,
  plausibleRange: entry.plausibleRange,
  programs: entry.programs,
  defaultRules: entry.defaultRules,
  note: entry.note ?? null,
});

const catalogue = JSON.parse(readPackageFile("data/metrics.json").toString()) as { metrics: CatalogueEntry[] };

export const BUILT_IN_METRICS: readonly BuiltInMetric[] = catalogue.metrics.map(complete);

const byId = new Map(BUILT_IN_METRICS.map((metric) => [metric.id, metric]));

export const builtInMetric = (id: string): BuiltInMetric | undefined => byId.get(id);
