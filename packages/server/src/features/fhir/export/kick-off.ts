import type { TenantTx } from "../../../db/with-tenant.js";
import { isAllowed } from "../../../http/permissions.js";
import { fail } from "../../../http/problem.js";
import { actorOf } from "../../../http/scope.js";
import { nudge } from "../../../outbox/nudge.js";
import { accessOf, askOf, type Access } from "../acts/access.js";
import { read } from "../acts/read.js";
import { toFhirId } from "../fhir-ids.js";
import { information } from "../outcome.js";
import { eachReference, localReference, patientRows } from "../references.js";
import type { FhirHandler, FhirRequest } from "../request.js";
import { isControl } from "../search/controls.js";
import { search } from "../search/search.js";
import { fhirType } from "../table.js";
import { askedOf, refuse, type Asked, type Level } from "./asked.js";
import { countOpen, insertExport } from "./exports.sql.js";
import { countTasks } from "./plan.js";

/** Exports that are made at a time for one organization. */
const MOST_OPEN = 10;

const levelOf = ({ type }: FhirRequest): Level => (type?.type === "Group" ? "group" : type ? "patient" : "system");

/** Held against the search once, so that who asks learns of what it does not understand. */
const checkedFilters = async (tx: TenantTx, access: Access, { filters }: Asked, lenient: boolean): Promise<Asked["filters"]> => {
  const checked: Asked["filters"][number][] = [];
  for (const { type, parameters } of filters) {
    const { self } = await search(tx, askOf({ types: [type], parameters: [...parameters, ["_count", "0"]], access, lenient }));
    checked.push({ type, parameters: self.filter(([name]) => !isControl(name)) });
  }
  return checked;
};

const membersOf = async (tx: TenantTx, access: Access, id: string): Promise<string[]> => {
  const { resource } = await read(tx, access, fhirType("Group")!, id);
  const members: string[] = [];
  eachReference(resource?.["member"], ({ reference }) => {
    const local = localReference(reference, access.base);
    if (local?.type === "Patient") members.push(local.id);
  });
  return members;
};

/** Whose compartments are exported: of a group its members, of a list those who are here. */
const withPatients = async (tx: TenantTx, access: Access, asked: Asked, groupId: string | undefined): Promise<Asked> => {
  const members = asked.level === "group" ? await membersOf(tx, access, groupId ?? "") : undefined;
  if (!asked.patients) return { ...asked, patients: members ?? null };
  const known = members ?? [...(await patientRows(tx, asked.patients)).keys()];
  const patients = asked.patients.filter((id) => known.includes(id));
  return { ...asked, patients, unknownPatients: asked.patients.length - patients.length };
};

/** http://hl7.org/fhir/uv/bulkdata/STU2/export.html#bulk-data-kick-off-request */
export const kickOff: FhirHandler = (request, scope, print) =>
  scope.withTenant(async (tx) => {
    if (!request.prefer.async) fail("invalid_request", { detail: "An export is asked for with the header Prefer: respond-async.", errors: [{ pointer: "/header/Prefer", code: "required", message: "has to hold respond-async" }] });
    const actor = actorOf(scope);
    // Scopes of a SMART client say what it may; whoever has none needs the permission to take records out.
    if (!(actor.type === "API_KEY" && actor.scopes) && !isAllowed(actor, "patients:export")) fail("permission_denied", { detail: "An export needs the permission patients:export." });
    const access = accessOf(scope, request.base);
    const parsed = askedOf(request, levelOf(request), access);
    if (!parsed.types.length) refuse("_type", "leaves nothing that the caller may see");
    const asked = await withPatients(tx, access, { ...parsed, filters: await checkedFilters(tx, access, parsed, request.prefer.handling === "lenient") }, request.path.id);
    if ((await countOpen(tx)) >= MOST_OPEN) fail("rate_limited", { detail: `At most ${MOST_OPEN} exports are made at a time. Wait for one.`, headers: { "Retry-After": "60" } });
    const id = tx.newId("export");
    await insertExport(tx, { id, asked, audit: scope.trail.draft({ status: 202, patientId: null, resourceId: id }), tasks: countTasks(asked) });
    tx.afterCommit((database) => nudge(database, "exports"));
    return print({ status: 202, resource: information("The export is being made. Content-Location tells how far it is."), headers: { "Content-Location": `${request.base}/$export-status/${toFhirId(id)}` } });
  });
