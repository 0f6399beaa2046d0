import { BACKPORT } from "./subscriptions/topics.js";

const US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition";
const us = (...names: string[]): string[] => names.map((name) => `${US_CORE}/us-core-${name}`);

/** Profiles by type, those of US Core as canonicals without a version: 6.1.0 and 8.0.0 are what resources are held against. */
export const PROFILES: Readonly<Record<string, readonly string[]>> = {
  Patient: us("patient"),
  Observation: us("vital-signs", "blood-pressure", "heart-rate", "body-temperature", "body-weight", "body-height", "bmi", "respiratory-rate", "pulse-oximetry"),
  Device: us("implantable-device"), Condition: us("condition-problems-health-concerns"), Organization: us("organization"), Practitioner: us("practitioner"),
  CarePlan: us("careplan"), Provenance: us("provenance"), Coverage: us("coverage"),
  Subscription: [BACKPORT.subscription],
};
