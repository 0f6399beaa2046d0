/**
 * What every operation and schema of the contract must say beyond what OpenAPI asks for. Redocly takes a plugin only as
 * the default export.
 */
import {
  checkAudit, checkExamples, checkIdempotencyKey, checkPermission, checkProblems, checkQueryStyle, checkSdk, checkStatuses,
} from "./operations.js";
import { checkBounds, checkClosed } from "./schemas.js";

export default function vitaledge() {
  return {
    id: "vitaledge",
    rules: {
      oas3: {
        permission: checkPermission,
        audit: checkAudit,
        sdk: checkSdk,
        "idempotency-key": checkIdempotencyKey,
        statuses: checkStatuses,
        problems: checkProblems,
        examples: checkExamples,
        "query-style": checkQueryStyle,
        bounded: checkBounds,
        closed: checkClosed,
      },
    },
  };
}
