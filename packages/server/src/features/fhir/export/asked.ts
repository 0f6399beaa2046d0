import { fail } from "../../../http/problem.js";
import type { Access } from "../acts/access.js";
import { definitions } from "../definitions.js";
import { localReference } from "../references.js";
import type { FhirRequest } from "../request.js";
import type { Pair } from "../search/ask.js";
import { isControl } from "../search/controls.js";
import { FHIR_TYPES, fhirType, type FhirType } from "../table.js";
import { NDJSON } from "../../../http/fhir/negotiate.js";
import { givenBy } from "./given.js";

export type Level = "system" | "patient" | "group";

/** What an export is to hold. */
export type Asked = {
  level: Level;
  /** The address it was asked for under; a body's parameters are not in it. */
  request: string;
  base: string;
  types: readonly string[];
  since: string | null;
  /** Several of one type are alternatives. */
  filters: readonly { type: string; parameters: readonly Pair[] }[];
  elements: readonly string[];
  provenance: "latest" | "relevant" | null;
  /** FHIR ids; null for all patients. */
  patients: readonly string[] | null;
  /** Whom the request named, and who are not here. */
  unknownPatients: number;
};

const PARAMETERS = ["_outputFormat", "_since", "_type", "_typeFilter", "_elements", "patient", "includeAssociatedData"];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const ASSOCIATED: Readonly<Record<string, Asked["provenance"]>> = { LatestProvenanceResources: "latest", RelevantProvenanceResources: "relevant" };
/** Referred to by what is of patients, and in no compartment of R4. */
export const BESIDE: readonly string[] = ["Device", "Practitioner", "Organization"];
/** Large, or of the server itself: exported where `_type` names them. */
const ONLY_NAMED = ["AuditEvent", "Subscription"];

export const refuse = (name: string, message: string): never =>
  fail("invalid_request", { detail: `${name} ${message}.`, errors: [{ pointer: `/query/${name}`, code: "value", message }] });

const splitAll = (values: readonly string[]): string[] => values.flatMap((value) => value.split(",")).map((part) => part.trim()).filter(Boolean);

const isOf = (level: Level, { type }: FhirType): boolean =>
  level === "system" || type === "Patient" || BESIDE.includes(type) || definitions().compartment.some((each) => each.type === type);

const typesOf = (level: Level, named: readonly string[], access: Access, isLenient: boolean): string[] => {
  const possible = FHIR_TYPES.filter((type) => isOf(level, type));
  if (!named.length) return possible.filter(({ type, class: of }) => of !== "defined" && !ONLY_NAMED.includes(type) && access.restrict(type) !== "none").map(({ type }) => type);
  const known = named.filter((name) => possible.some(({ type }) => type === name));
  if (known.length < named.length && (!isLenient || !known.length)) refuse("_type", `takes ${possible.map(({ type }) => type).join(", ")}`);
  for (const name of known) access.expect(fhirType(name)!, "read", "s");
  return [...new Set(known)];
};

// A comma parts two queries where a type follows it, and two values of one anywhere else.
const filtersOf = (values: readonly string[], types: readonly string[]): Asked["filters"] =>
  values.flatMap((value) => value.split(/,(?=[A-Z][A-Za-z]+\?)/)).map((text) => {
    const [, type = "", query = ""] = /^([A-Z][A-Za-z]+)\?(.+)$/s.exec(text) ?? refuse("_typeFilter", "takes Type?query");
    if (!types.includes(type)) refuse("_typeFilter", "names a type that is not exported");
    const parameters = [...new URLSearchParams(query)];
    if (parameters.some(([name]) => isControl(name))) refuse("_typeFilter", "takes what selects resources, not what shapes an answer");
    return { type, parameters };
  });

const provenanceOf = (values: readonly string[], isLenient: boolean): Asked["provenance"] => {
  const known = values.map((value) => ASSOCIATED[value]).filter((value) => value !== undefined);
  if (known.length < values.length && !isLenient) refuse("includeAssociatedData", `takes ${Object.keys(ASSOCIATED).join(", ")}`);
  return known.includes("relevant") ? "relevant" : known[0] ?? null;
};

const patientsOf = (values: readonly string[], { body, base }: FhirRequest, level: Level): string[] | null => {
  if (!values.length) return null;
  if (level === "system") refuse("patient", "is of the exports of patients and groups");
  if (body === undefined) refuse("patient", "stands in the body of a POST alone");
  return [...new Set(values.map((value) => {
    const found = localReference(value, base);
    return found?.type === "Patient" ? found.id : refuse("patient", "takes references to Patients of this server");
  }))];
};

/** @throws ProblemError 400 for what is not understood; under `handling=lenient` what nobody knows is let go. */
export const askedOf = (request: FhirRequest, level: Level, access: Access): Asked => {
  const isLenient = request.prefer.handling === "lenient";
  const given = givenBy(request);
  const unknown = given.find(([name]) => !PARAMETERS.includes(name))?.[0];
  if (unknown !== undefined && !isLenient) refuse(unknown, `is none of ${PARAMETERS.join(", ")}`);
  const valuesOf = (wanted: string): string[] => given.filter(([name]) => name === wanted).map(([, value]) => value);
  const [format] = valuesOf("_outputFormat");
  if (format !== undefined && !NDJSON.some((known) => known === format.replace(" ", "+"))) refuse("_outputFormat", `takes ${NDJSON.join(", ")}`);
  const [since = null] = valuesOf("_since");
  if (since !== null && (!INSTANT.test(since) || Number.isNaN(Date.parse(since)))) refuse("_since", "is no instant of FHIR");
  const types = typesOf(level, splitAll(valuesOf("_type")), access, isLenient);
  return {
    level, types, since, base: request.base, request: addressOf(request),
    filters: filtersOf(valuesOf("_typeFilter"), types),
    elements: splitAll(valuesOf("_elements")),
    provenance: provenanceOf(splitAll(valuesOf("includeAssociatedData")), isLenient),
    patients: patientsOf(valuesOf("patient"), request, level),
    unknownPatients: 0,
  };
};

const addressOf = ({ base, interaction, path, query }: FhirRequest): string => {
  const address = base + interaction.path.replace("{id}", path.id ?? "");
  return query.length ? `${address}?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString()}` : address;
};
