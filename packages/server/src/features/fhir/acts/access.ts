import type { Actor } from "../../../db/with-tenant.js";
import { permissionFor } from "../../../http/fhir/operation.js";
import { isAllowed } from "../../../http/permissions.js";
import { fail } from "../../../http/problem.js";
import { actorOf, type Scope } from "../../../http/scope.js";
import type { Action } from "../interactions.js";
import type { Ask, Pair, Restriction } from "../search/ask.js";
import { letterOfAction } from "../smart/letters.js";
import { mayDo, restrictionOf, type Interaction as Letter } from "../smart/scopes.js";
import { branchesOf, sourceOf } from "../sources.js";
import { fhirType, type FhirType } from "../table.js";

/** What the caller may, type by type. */
export type Access = {
  /** Below which address resources are known: `https://host/fhir/R4`. */
  base: string;
  /** By the permission, and by the letter of a SMART client's scopes: the action's own unless it is a search. */
  expect(type: FhirType, action: Action, letter?: Letter): void;
  /** What of a type may be searched, or met by another letter of the scopes. */
  restrict(type: string, letter?: Letter): Restriction;
};

const ACTIONS: Readonly<Record<Letter, Action>> = { c: "create", r: "read", u: "update", d: "delete", s: "read" };

export const accessOf = (scope: Scope, base: string): Access => accessAs(actorOf(scope), base);

export const accessAs = (actor: Actor, base: string): Access => {
  const scopes = actor.type === "API_KEY" ? actor.scopes : undefined;
  const may = (type: FhirType, action: Action): boolean => {
    const permission = permissionFor(type, action);
    return permission !== undefined && isAllowed(actor, permission);
  };
  return {
    base,
    expect(type, action, letter = letterOfAction(action)) {
      if (scopes && !mayDo(scopes, type.type, letter)) fail("permission_denied", { detail: `${type.type}: the token's scopes do not hold this.` });
      if (!may(type, action)) fail("permission_denied", { detail: `${type.type}: this needs the permission ${permissionFor(type, action) ?? "of nobody"}.` });
    },
    restrict(name, letter = "s") {
      const type = fhirType(name);
      if (!type || !may(type, ACTIONS[letter])) return "none";
      return scopes ? restrictionOf(scopes, name, letter) : "all";
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
