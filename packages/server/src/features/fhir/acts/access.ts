import type { Actor } from "../../../db/with-tenant.js";
import { permissionFor } from "../../../http/fhir/operation.js";
import { isAllowed } from "../../../http/permissions.js";
import { fail } from "../../../http/problem.js";
import { actorOf, type Scope } from "../../../http/scope.js";
import type { Action } from "../interactions.js";
import type { Ask, Pair, Restriction } from "../search/ask.js";
import { branchesOf, sourceOf } from "../sources.js";
import { fhirType, type FhirType } from "../table.js";

/** What the caller may, type by type. */
export type Access = {
  /** Below which address resources are known: `https://host/fhir/R4`. */
  base: string;
  expect(type: FhirType, action: Action): void;
  /** What of a type may be seen. */
  restrict(type: string): Restriction;
};

export const accessOf = (scope: Scope, base: string): Access => accessAs(actorOf(scope), base);

export const accessAs = (actor: Actor, base: string): Access => {
  const may = (type: FhirType, action: Action): boolean => {
    const permission = permissionFor(type, action);
    return permission !== undefined && isAllowed(actor, permission);
  };
  return {
    base,
    expect(type, action) {
      if (!may(type, action)) fail("permission_denied", { detail: `${type.type}: this needs the permission ${permissionFor(type, action) ?? "of nobody"}.` });
    },
    restrict(name) {
      const type = fhirType(name);
      return type && may(type, "read") ? "all" : "none";
    },
  };
};

type Wanted = { types: readonly string[]; parameters: readonly Pair[]; access: Access; lenient?: boolean; compartment?: Ask["compartment"] };

/** A search as the caller may make it. */
export const askOf = ({ types, parameters, access, lenient = false, compartment }: Wanted): Ask => ({
  types, parameters, lenient, compartment,
  baseUrl: access.base,
  restrict: (type) => access.restrict(type),
  sourceOf: (name) => sourceOf(fhirType(name)!),
  branchesOf,
});
