import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { presentClaim } from "./claims.present.js";
import { getClaim, listClaims, markClaims, recordClaim, updateClaim } from "./claims.service.js";

type ClaimOperation = "listClaims" | "recordClaim" | "getClaim" | "updateClaim" | "markClaims";

export const claimHandlers: Pick<Handlers, ClaimOperation> = {
  listClaims: ({ query }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: listBody(await listClaims(tx, query), presentClaim) })),

  recordClaim: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const { row, isNew } = await recordClaim(tx, body);
      const claim = presentClaim(row);
      return isNew ? { status: 201, body: claim, headers: { Location: `/api/billing/claims/${claim.id}` } } : { status: 200, body: claim };
    }),

  getClaim: ({ path }, scope) => scope.withTenant(async (tx) => ({ status: 200, body: presentClaim(await getClaim(tx, path.id)) })),

  updateClaim: ({ path, body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentClaim(await updateClaim(tx, path.id, body, ifMatch)) })),

  markClaims: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const { marked, patientIds } = await markClaims(tx, body);
      scope.trail.concern(patientIds);
      return { status: 200, body: marked };
    }),
};
