import type { LosslessNumber } from "lossless-json";
import type { Coding, Resource } from "../model.js";

export type CodeableConcept = { coding?: Coding[]; text?: string };
export type Quantity = { value?: number | LosslessNumber; comparator?: string; unit?: string; system?: string; code?: string };
export type Reference = { reference?: string; identifier?: { system?: string; value?: string }; display?: string };
export type Measured = { code?: CodeableConcept; valueQuantity?: Quantity; dataAbsentReason?: CodeableConcept; [element: string]: unknown };

/** The elements of an Observation that readings have columns for. */
export type Observation = Resource & Measured & {
  status?: string;
  subject?: Reference;
  device?: Reference;
  performer?: Reference[];
  effectiveDateTime?: string;
  effectiveInstant?: string;
  effectivePeriod?: { start?: string; end?: string };
  component?: Measured[];
  identifier?: { system?: string; value?: string }[];
  note?: { text?: string }[];
  bodySite?: CodeableConcept;
};

/** Its form has been held against the StructureDefinition by whoever took it in. */
export const asObservation = (resource: Resource): Observation => resource;
