import { CANONICAL } from "../canonical.js";

/** Medical record numbers of an organization. */
export const mrnSystem = (organizationId: string): string => `${CANONICAL}/sid/mrn/${organizationId}`;

/** Ids as REST has them. */
export const ROW_ID = `${CANONICAL}/sid/id`;

/** FHIR ids that FHIR chose, as REST shows them among external ids. */
export const FHIR_ID = `${CANONICAL}/sid/fhir-id`;

/** Identifiers and codes of the platform's own. */
export const ownIds = (name: string): string => `${CANONICAL}/sid/${name}`;
export const ownCodes = (name: string): string => `${CANONICAL}/CodeSystem/${name}`;

export const ownExtension = (name: string): string => `${CANONICAL}/StructureDefinition/${name}`;

export const ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm";
export const NPI = "http://hl7.org/fhir/sid/us-npi";
export const LANGUAGES = "urn:ietf:bcp:47";
export const LOINC = "http://loinc.org";
export const HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
export const CPT = "http://www.ama-assn.org/go/cpt";
export const HL7 = "http://terminology.hl7.org/CodeSystem";

export const usCore = (name: string): string => `http://hl7.org/fhir/us/core/StructureDefinition/us-core-${name}`;
