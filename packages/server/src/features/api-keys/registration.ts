import type { Permission } from "@vitaledge/contract";
import type { components } from "@vitaledge/contract/schema";
import { fail, type FieldError } from "../../http/problem.js";
import { acceptableUrl } from "../../platform/safe-fetch.js";
import { impliedPermissions } from "../fhir/smart/grant.js";
import { isServed, parseScope } from "../fhir/smart/scopes.js";
import type { ClientKeySet } from "./api-keys.sql.js";
import { isUsable } from "./client-keys.js";

type Input = components["schemas"]["ApiKeyInput"];

/** What a key is made with: permissions of its own, or those that the scopes of a SMART client imply. */
export type Registration = {
  permissions: readonly Permission[];
  smart: { scopes: readonly string[]; jwks?: ClientKeySet | undefined; jwksUri?: string | undefined } | undefined;
};

/** Holds what the contract cannot say: what goes with what, and whether scopes, keys and address can be used. */
export const registrationOf = ({ permissions, scopes, jwks, jwksUri }: Input, loopback: boolean): Registration => {
  const faults = [
    ...faultsOfChoice({ permissions, scopes, jwks, jwksUri }), ...faultsOfScopes(scopes ?? []), ...faultsOfKeys(jwks?.keys ?? []),
    ...(jwksUri !== undefined && !acceptableUrl(jwksUri, { loopback })
      ? [fault("/jwksUri", "refused", "has to be an https address on port 443 or 8443, by a public name, without credentials")] : []),
  ];
  if (faults.length) fail("invalid_request", { detail: "The request is not valid. Mend what errors names.", errors: faults });
  if (!scopes) return { permissions: permissions ?? [], smart: undefined };
  return { permissions: impliedPermissions(scopes.flatMap((text) => parseScope(text) ?? [])), smart: { scopes, jwks, jwksUri } };
};

const fault = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });

const faultsOfChoice = ({ permissions, scopes, jwks, jwksUri }: Omit<Input, "name" | "expiresAt">): FieldError[] => {
  const places = [jwks && "/jwks", jwksUri !== undefined && "/jwksUri"].filter((place) => typeof place === "string");
  if (!scopes) return [...(permissions ? [] : [fault("/permissions", "required", "is missing")]), ...places.map((place) => fault(place, "alone", "goes with scopes"))];
  if (permissions) return [fault("/permissions", "alone", "does not go with scopes, which imply permissions")];
  if (places.length === 1) return [];
  return [places.length ? fault("/jwksUri", "alone", "does not go with jwks") : fault("/jwks", "required", "is missing, and jwksUri too")];
};

const faultsOfScopes = (scopes: readonly string[]): FieldError[] => scopes.flatMap((text, at) => {
  const scope = parseScope(text);
  if (!scope) return [fault(`/scopes/${at}`, "scope", "is no scope of a backend service, such as system/Patient.rs")];
  const allows = isServed(scope) && impliedPermissions([scope]).length > 0;
  return allows ? [] : [fault(`/scopes/${at}`, "scope", "allows nothing: the server has no such type, or does not write it")];
});

const faultsOfKeys = (keys: ClientKeySet["keys"]): FieldError[] => keys.flatMap((key, at) => {
  if (!isUsable(key)) return [fault(`/jwks/keys/${at}`, "key", "is no RSA key of 2048 bits or more for RS384, and none of P-384 for ES384")];
  return keys.findIndex(({ kid }) => kid === key.kid) < at ? [fault(`/jwks/keys/${at}/kid`, "repeated", "is the name of another key")] : [];
});
