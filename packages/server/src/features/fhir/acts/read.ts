import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import type { Version } from "../model.js";
import type { FhirReply, FhirRequest } from "../request.js";
import { matchingIds } from "../search/search.js";
import { sourceOf } from "../sources.js";
import type { Interaction as Letter } from "../smart/scopes.js";
import type { FhirType } from "../table.js";
import { askOf, type Access } from "./access.js";
import { isUnchanged, resourceOf, stampsOf } from "./answers.js";
import { currentOf } from "./write.js";

/** Whether the newest version of a resource is one that the caller's scopes hold. Of one that is deleted they hold nothing, unless they hold all. */
export const isHeld = async (tx: TenantTx, access: Access, { type, id, resource }: Version, letter: Letter): Promise<boolean> => {
  const restriction = access.restrict(type, letter);
  if (restriction === "all") return true;
  if (restriction === "none" || !resource) return false;
  const ask = { ...askOf({ types: [type], parameters: [["_id", id]], access }), restrict: () => restriction };
  return (await matchingIds(tx, ask, 1)).length > 0;
};

/** @throws ProblemError 404 where the caller's scopes leave the resource out, as if it were not there. */
export const expectSeen = async (tx: TenantTx, access: Access, newest: Version): Promise<void> => {
  if (!(await isHeld(tx, access, newest, "r"))) fail("resource_not_found");
};

export const read = async (tx: TenantTx, access: Access, type: FhirType, id: string): Promise<Version> => {
  const version = await currentOf(tx, type, id);
  resourceOf(version);
  await expectSeen(tx, access, version);
  return version;
};

export const readVersion = async (tx: TenantTx, access: Access, type: FhirType, id: string, vid: string): Promise<Version> => {
  const versions = await sourceOf(type).history(tx, id);
  const version = versions.find((each) => String(each.version) === vid) ?? fail("resource_not_found", { detail: `No ${type.type} has this id and version.` });
  await expectSeen(tx, access, versions[0]!);
  return version;
};

export const readReply = (request: FhirRequest, version: Version): FhirReply =>
  isUnchanged(request, version)
    ? { status: 304, headers: stampsOf(version) }
    : { status: 200, headers: stampsOf(version), resource: resourceOf(version) };
