// What this example reads of FHIR R4; everything else of a resource is passed over.

export type Coding = { system?: string; code?: string };
export type CodeableConcept = { coding?: Coding[] };
export type Quantity = { value?: number; comparator?: string; unit?: string; system?: string; code?: string };

export type Measured = {
  code?: CodeableConcept;
  valueQuantity?: Quantity;
  valueString?: string;
  valueCodeableConcept?: CodeableConcept;
};

export type Observation = Measured & {
  resourceType: "Observation";
  id?: string;
  status?: string;
  category?: CodeableConcept[];
  subject?: { reference?: string };
  effectiveDateTime?: string;
  effectiveInstant?: string;
  component?: Measured[];
};

export type Identifier = { type?: CodeableConcept; system?: string; value?: string };

export type Patient = {
  resourceType: "Patient";
  id?: string;
  identifier?: Identifier[];
  name?: { use?: string; family?: string; given?: string[] }[];
  telecom?: { system?: string; value?: string }[];
  gender?: string;
  birthDate?: string;
  address?: { line?: string[]; city?: string; state?: string; postalCode?: string; country?: string }[];
  communication?: { language?: CodeableConcept }[];
};

export type Resource = Patient | Observation | { resourceType: string };
export type Entry = { fullUrl?: string; resource?: Resource };
export type Bundle = { resourceType: "Bundle"; entry?: Entry[] };

export const isPatient = (resource: Resource | undefined): resource is Patient => resource?.resourceType === "Patient";
export const isObservation = (resource: Resource | undefined): resource is Observation => resource?.resourceType === "Observation";

export const codesOf = (concept: CodeableConcept | undefined, system: string): string[] =>
  (concept?.coding ?? []).flatMap((coding) => (coding.system === system && coding.code !== undefined ? [coding.code] : []));
