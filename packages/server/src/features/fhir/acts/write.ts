import { sql } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { sha256 } from "../../../platform/crypto.js";
import { isResource } from "../fhir-json.js";
import type { Resource, Version, Written } from "../model.js";
import type { Pair } from "../search/ask.js";
import { matchingIds } from "../search/search.js";
import { sourceOf } from "../sources.js";
import type { FhirType } from "../table.js";
import { expectValidResource } from "../validate-resource.js";
import { applyPatch } from "../patch/apply.js";
import { askOf, type Access } from "./access.js";
import { expectMatch } from "./answers.js";
import { expectWithin, expectWritten } from "./within.js";

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** Writers of one resource, or of one type's conditions, take turns until the transaction ends. */
const takeTurn = (tx: TenantTx, name: string): Promise<unknown> =>
  tx.query(sql`select pg_advisory_xact_lock(${sha256(`fhir\n${tx.organizationId}\n${name}`).readBigInt64BE(0).toString()}::bigint)`);

/** @throws ProblemError 400 where it is no resource of this type, 400 and 422 as the validation says. */
export const expectResource = (type: FhirType, body: unknown): Resource => {
  if (!isResource(body)) return fail("invalid_request", { detail: "The body is no FHIR resource.", errors: [{ pointer: "resourceType", code: "required", message: "is missing" }] });
  if (body.resourceType !== type.type) {
    fail("invalid_request", { detail: `The address is of ${type.type}; the body is another type's.`, errors: [{ pointer: "resourceType", code: "value", message: `has to be ${type.type}` }] });
  }
  expectValidResource(body);
  return body;
};

export const newestOf = async (tx: TenantTx, type: FhirType, id: string): Promise<Version | undefined> =>
  ID.test(id) ? (await sourceOf(type).load(tx, [id]))[0] : undefined;

export const currentOf = async (tx: TenantTx, type: FhirType, id: string): Promise<Version> =>
  (await newestOf(tx, type, id)) ?? fail("resource_not_found", { detail: `No ${type.type} has this id.` });

type Pairs = readonly Pair[];

/** The one resource that a condition fits. @throws ProblemError 400 for a condition that asks for nothing, 412 where it fits several. */
const findOne = async (tx: TenantTx, access: Access, type: FhirType, condition: Pairs): Promise<string | undefined> => {
  if (!condition.length) fail("invalid_request", { detail: "A condition needs at least one search parameter." });
  access.expect(type, "read", "s");
  await takeTurn(tx, type.type);
  const ids = await matchingIds(tx, askOf({ types: [type.type], parameters: condition, access }), 2);
  if (ids.length > 1) fail("multiple_matches");
  return ids[0];
};

/** `ifNoneExist`: what is there already is left as it is and answered. */
export const create = async (tx: TenantTx, access: Access, type: FhirType, resource: Resource, ifNoneExist?: Pairs): Promise<Written> => {
  const there = ifNoneExist && (await findOne(tx, access, type, ifNoneExist));
  if (there !== undefined) return { kind: "unchanged", version: await currentOf(tx, type, there) };
  return expectWritten(tx, access, "c", await sourceOf(type).create(tx, resource, undefined));
};

/** An id that nobody has, or that was deleted, comes to be (update as create). */
export const update = async (tx: TenantTx, access: Access, type: FhirType, id: string, resource: Resource, ifMatch?: string): Promise<Written> => {
  if (!ID.test(id)) fail("invalid_request", { detail: "An id has 1 to 64 of A-Z a-z 0-9 - and a dot.", errors: [{ pointer: `${type.type}.id`, code: "value", message: "is no id" }] });
  if (resource.id !== id) {
    fail("invalid_request", { detail: "The resource's id is not that of the address.", errors: [{ pointer: `${type.type}.id`, code: "value", message: "has to be the address's" }] });
  }
  await takeTurn(tx, `${type.type}/${id}`);
  const current = await newestOf(tx, type, id);
  expectMatch(ifMatch, current);
  if (current) return changeWithin(tx, access, type, resource, current);
  access.expect(type, "create");
  return expectWritten(tx, access, "c", await sourceOf(type).create(tx, resource, id));
};

const changeWithin = async (tx: TenantTx, access: Access, type: FhirType, resource: Resource, current: Version): Promise<Written> => {
  // What was deleted comes back as something new.
  if (current.resource) await expectWithin(tx, access, "u", current);
  else access.expect(type, "create");
  return expectWritten(tx, access, current.resource ? "u" : "c", await sourceOf(type).update(tx, resource, current));
};

export const conditionalUpdate = async (tx: TenantTx, access: Access, type: FhirType, condition: Pairs, resource: Resource, ifMatch?: string): Promise<Written> => {
  const id = await findOne(tx, access, type, condition);
  if (id === undefined) return resource.id === undefined ? create(tx, access, type, resource) : update(tx, access, type, resource.id, resource, ifMatch);
  return update(tx, access, type, id, resource.id === undefined ? { ...resource, id } : resource, ifMatch);
};

export type PatchBody = { body: unknown; mediaType: string | undefined };

export const patch = async (tx: TenantTx, access: Access, type: FhirType, id: string, given: PatchBody, ifMatch?: string): Promise<Written> => {
  await takeTurn(tx, `${type.type}/${id}`);
  const current = await currentOf(tx, type, id);
  const resource = current.resource ?? fail("resource_deleted");
  expectMatch(ifMatch, current);
  const patched = expectResource(type, applyPatch(resource, given));
  if (patched.id !== id) fail("invalid_request", { detail: "A patch leaves the id as it is.", errors: [{ pointer: `${type.type}.id`, code: "value", message: "cannot be changed" }] });
  return changeWithin(tx, access, type, patched, current);
};

export const conditionalPatch = async (tx: TenantTx, access: Access, type: FhirType, condition: Pairs, given: PatchBody, ifMatch?: string): Promise<Written> =>
  patch(tx, access, type, (await findOne(tx, access, type, condition)) ?? fail("resource_not_found", { detail: "The condition fits no resource." }), given, ifMatch);

/** Undefined where it was gone already. @throws ProblemError 404 where it never was. */
export const remove = async (tx: TenantTx, access: Access, type: FhirType, id: string, ifMatch?: string): Promise<Version | undefined> => {
  await takeTurn(tx, `${type.type}/${id}`);
  const current = await currentOf(tx, type, id);
  expectMatch(ifMatch, current);
  if (!current.resource) return undefined;
  await expectWithin(tx, access, "d", current);
  return sourceOf(type).remove(tx, current);
};

/** Undefined where the condition fits nothing. */
export const conditionalRemove = async (tx: TenantTx, access: Access, type: FhirType, condition: Pairs, ifMatch?: string): Promise<Version | undefined> => {
  const id = await findOne(tx, access, type, condition);
  return id === undefined ? undefined : remove(tx, access, type, id, ifMatch);
};
