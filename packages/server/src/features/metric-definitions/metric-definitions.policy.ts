import type { components } from "@vitaledge/contract/schema";
import { fail } from "../../http/problem.js";
import { toCanonical } from "../observations/units.js";
import { BUILT_IN_METRICS } from "./catalogue.js";
import { isUcumUnit } from "./ucum.js";

export type MetricInput = components["schemas"]["MetricDefinitionInput"];
export type MetricPatch = components["schemas"]["MetricDefinitionPatch"];

const BUILT_IN_CODES = new Set(BUILT_IN_METRICS.map(({ code }) => code));

const refuseUnit = (pointer: string, detail: string): never =>
  fail("unit_mismatch", { detail, errors: [{ pointer, code: "unit", message: detail }] });

const escape = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** The rules that the schema cannot say, held against a whole definition. */
export const expectMetric = ({ code, unit, units = {}, molarMass, plausibleRange }: MetricInput): void => {
  if (BUILT_IN_CODES.has(code)) fail("metric_code_taken", { detail: "A built-in metric has this code. Choose another one." });
  const { low, high } = plausibleRange ?? {};
  if (typeof low === "number" && typeof high === "number" && low > high) {
    fail("invalid_request", {
      detail: "The plausible range ends before it begins.",
      errors: [{ pointer: "/plausibleRange/high", code: "minimum", message: "must not be below low" }],
    });
  }
  if (!isUcumUnit(unit)) refuseUnit("/unit", "The unit is not of UCUM, such as kg, mm[Hg] or {steps}.");
  for (const [spelling, ucum] of Object.entries(units)) {
    const converts = isUcumUnit(ucum) && toCanonical(1, ucum, { unit, units: {}, molarMass: molarMass ?? null });
    if (!converts) refuseUnit(`/units/${escape(spelling)}`, "Each spelling stands for a unit of UCUM that converts to the metric's unit.");
  }
};
