import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { toRowId } from "../fhir-ids.js";
import type { FhirRequest } from "../request.js";
import { selectExport, type ExportRow } from "./exports.sql.js";

/** An export is there for who asked for it alone. @throws ProblemError 404 */
export const ownExport = async (tx: TenantTx, { path }: FhirRequest): Promise<ExportRow> => {
  const job = await selectExport(tx, toRowId(path.id ?? ""));
  if (!job || job.status === "GONE" || job.actor_id !== tx.actorId) return fail("resource_not_found", { detail: "There is no such export, or not any more." });
  return job;
};
