import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { askOf, type Access } from "../acts/access.js";
import { read } from "../acts/read.js";
import { searchSet } from "../bundle/search-set.js";
import { definitions } from "../definitions.js";
import type { Version } from "../model.js";
import { eachReference, localReference } from "../references.js";
import type { FhirReply, FhirRequest } from "../request.js";
import type { Pair } from "../search/ask.js";
import { search } from "../search/search.js";
import { sourceOf } from "../sources.js";
import { fhirType, FHIR_TYPES } from "../table.js";

const PARAMETERS = ["start", "end", "_since", "_type", "_count", "_cursor"];
/** Resources of a page of $everything, a type at a time. */
const USUAL = 100;
const MOST = 1000;

/** Dates of care by type: what `start` and `end` look at. */
const CARE_DATE: Record<string, string> = {
  Observation: "date", Encounter: "date", Procedure: "date", DiagnosticReport: "date", Immunization: "date", CarePlan: "date", CareTeam: "date",
  Condition: "onset-date", MedicationRequest: "authoredon", Consent: "date", Claim: "created", ExplanationOfBenefit: "created", EpisodeOfCare: "date",
  Goal: "start-date", Provenance: "recorded", AuditEvent: "date",
};

type Asked = { types: string[]; conditions(type: string): Pair[]; count: number; place: { type: string; cursor: string | undefined } | undefined };

const refuse = (name: string, message: string): never =>
  fail("invalid_request", { detail: `${name} ${message}.`, errors: [{ pointer: `/query/${name}`, code: "value", message }] });

const placeOf = (cursor: string | undefined, types: readonly string[]): Asked["place"] => {
  if (cursor === undefined) return undefined;
  const [type = "", rest] = cursor.split(/\.(.*)/s);
  return types.includes(type) ? { type, cursor: rest || undefined } : refuse("_cursor", "is no place of this answer");
};

const askedOf = ({ query, prefer }: FhirRequest, access: Access): Asked => {
  const unknown = query.find(([name]) => !PARAMETERS.includes(name))?.[0];
  if (unknown !== undefined && prefer.handling !== "lenient") refuse(unknown, `is none of ${PARAMETERS.join(", ")}`);
  const given = new Map(query);
  const wanted = given.get("_type")?.split(",");
  const inCompartment = ["Patient", ...definitions().compartment.map(({ type }) => type)].filter((type) => fhirType(type) && access.restrict(type) !== "none");
  const types = [...new Set(inCompartment)].filter((type) => wanted?.includes(type) ?? type !== "AuditEvent");
  const count = Number(given.get("_count") ?? USUAL);
  if (!Number.isInteger(count) || count < 1) refuse("_count", "is no whole number above 0");
  return {
    types, count: Math.min(count, MOST), place: placeOf(given.get("_cursor"), types),
    conditions: (type) => [
      ...(given.has("start") && CARE_DATE[type] ? [[CARE_DATE[type], `ge${given.get("start")!}`] as Pair] : []),
      ...(given.has("end") && CARE_DATE[type] ? [[CARE_DATE[type], `le${given.get("end")!}`] as Pair] : []),
      ...(given.has("_since") ? [["_lastUpdated", `ge${given.get("_since")!}`] as Pair] : []),
    ],
  };
};

type Page = { found: Version[]; next: string | undefined };

/** Type by type, until the page is full. */
const pageOf = async (tx: TenantTx, access: Access, asked: Asked, patientId: string | undefined): Promise<Page> => {
  const found: Version[] = [];
  let place = asked.place;
  const from = place ? asked.types.indexOf(place.type) : 0;
  for (const type of asked.types.slice(from)) {
    const room = asked.count - found.length;
    if (room <= 0) return { found, next: `${type}.` };
    const own: Pair[] = type === "Patient" && patientId !== undefined ? [["_id", patientId]] : [];
    const cursor: Pair[] = place?.type === type && place.cursor ? [["_cursor", place.cursor]] : [];
    const { matches, next } = await search(tx, askOf({
      types: [type], parameters: [...own, ...asked.conditions(type), ["_count", String(room)], ...cursor], access,
      compartment: patientId === undefined || type === "Patient" ? undefined : { patientId },
    }));
    place = undefined;
    found.push(...matches);
    if (next) return { found, next: `${type}.${next}` };
  }
  return { found, next: undefined };
};

/** What lies in no compartment of R4 and is of the patient all the same: devices, and who is referred to. */
const BESIDE = FHIR_TYPES.filter(({ type }) => ["Device", "Practitioner", "Organization"].includes(type));

const referred = async (tx: TenantTx, access: Access, found: readonly Version[]): Promise<Version[]> => {
  const wanted = new Map<string, Set<string>>();
  for (const { resource } of found) {
    eachReference(resource, ({ reference }) => {
      const local = localReference(reference);
      if (local) wanted.set(local.type, (wanted.get(local.type) ?? new Set()).add(local.id));
    });
  }
  const beside: Version[] = [];
  for (const type of BESIDE) {
    const ids = wanted.get(type.type);
    if (ids && access.restrict(type.type) === "all") beside.push(...(await sourceOf(type).load(tx, [...ids])).filter(({ resource }) => resource));
  }
  const there = new Set(found.map(({ type, id }) => `${type}/${id}`));
  return beside.filter(({ type, id }) => !there.has(`${type}/${id}`));
};

const answer = async (tx: TenantTx, access: Access, request: FhirRequest, patientId: string | undefined): Promise<{ reply: FhirReply; concerned: Version[] }> => {
  const { found, next } = await pageOf(tx, access, askedOf(request, access), patientId);
  const included = await referred(tx, access, found);
  const self = request.query.filter(([name]) => name !== "_cursor");
  const url = `${request.base}/Patient${patientId === undefined ? "" : `/${patientId}`}/$everything`;
  const resource = searchSet({ matches: found, included, total: undefined, next, self, dropped: [] }, request.base, url);
  return { reply: { status: 200, resource }, concerned: [...found, ...included] };
};

/** http://hl7.org/fhir/R4/patient-operation-everything.html; the audit's own events come where `_type` asks for them. */
export const everything = async (tx: TenantTx, access: Access, request: FhirRequest, id: string) => {
  await read(tx, access, request.type!, id);
  return answer(tx, access, request, id);
};

export const everythingOfAll = (tx: TenantTx, access: Access, request: FhirRequest) => answer(tx, access, request, undefined);
