import type { Metric } from "../../metric-definitions/metric-definitions.service.js";

const R4 = "http://hl7.org/fhir/StructureDefinition/";
const US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";

const OF_METRIC: Record<string, readonly [r4: string, usCore: string]> = {
  metric_heart_rate: ["heartrate", "heart-rate"],
  metric_spo2: ["oxygensat", "pulse-oximetry"],
  metric_weight: ["bodyweight", "body-weight"],
  metric_height: ["bodyheight", "body-height"],
  metric_bmi: ["bmi", "bmi"],
  metric_temperature: ["bodytemp", "body-temperature"],
  metric_respiratory_rate: ["resprate", "respiratory-rate"],
};

/** What a reading's Observation conforms to; version-less, as several versions of US Core are claimed. */
export const profilesOf = ({ id, panel, category }: Metric): string[] => {
  if (panel === "85354-9") return [`${R4}bp`, `${US_CORE}blood-pressure`];
  const own = OF_METRIC[id];
  if (own) return [`${R4}${own[0]}`, `${US_CORE}${own[1]}`];
  if (category === "vital-signs") return [`${R4}vitalsigns`, `${US_CORE}vital-signs`];
  if (category === "laboratory") return [`${US_CORE}observation-lab`];
  return category === "survey" ? [`${US_CORE}observation-screening-assessment`] : [];
};
