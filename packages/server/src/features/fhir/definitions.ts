import { readPackageFile } from "../../platform/package-file.js";

export type SearchParameter = {
  id: string;
  url: string;
  code: string;
  base: string[];
  type: "number" | "date" | "string" | "token" | "reference" | "composite" | "quantity" | "uri" | "special";
  expression?: string;
  target?: string[];
  component?: { definition: string; expression: string }[];
};

type Element = { path: string; min?: number; max?: string; isSummary?: boolean };

type Definitions = {
  structures: { resourceType: "StructureDefinition"; url: string; name: string; type: string; kind: string; snapshot: { element: Element[] } }[];
  searchParameters: SearchParameter[];
  /** Types of the patient compartment and the parameters that place a resource in it. */
  compartment: { type: string; parameters: string[] }[];
};

let read: Definitions | undefined;

/** HL7's definitions of FHIR R4, read at the first use: most servers' first request is none of FHIR's. */
export const definitions = (): Definitions =>
  (read ??= JSON.parse(readPackageFile("data/fhir/definitions.json").toString()) as Definitions);
