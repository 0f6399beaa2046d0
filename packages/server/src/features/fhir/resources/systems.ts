/** What the platform's own codes and identifiers are named by. Names, and no addresses: nothing need answer there. */
const PLATFORM = "https://vitaledge.dev/fhir";

/** Medical record numbers of an organization. */
export const mrnSystem = (organizationId: string): string => `${PLATFORM}/mrn/${organizationId}`;

/** Ids as REST has them. */
export const ROW_ID = `${PLATFORM}/id`;

/** FHIR ids that FHIR chose, as REST shows them among external ids. */
export const FHIR_ID = `${PLATFORM}/fhir-id`;

export const platformCodes = (name: string): string => `${PLATFORM}/${name}`;

export const ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm";
export const NPI = "http://hl7.org/fhir/sid/us-npi";
export const LANGUAGES = "urn:ietf:bcp:47";
export const LOINC = "http://loinc.org";
export const CPT = "http://www.ama-assn.org/go/cpt";
export const HL7 = "http://terminology.hl7.org/CodeSystem";

export const usCore = (name: string): string => `http://hl7.org/fhir/us/core/StructureDefinition/us-core-${name}`;
