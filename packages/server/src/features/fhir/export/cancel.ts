import { nudge } from "../../../outbox/nudge.js";
import { information } from "../outcome.js";
import type { FhirHandler } from "../request.js";
import { updateExport } from "./exports.sql.js";
import { ownExport } from "./own-export.js";

/** Ends an export, or forgets its files before their time. A step that is under way is waited for. */
export const cancelExport: FhirHandler = (request, scope, print) =>
  scope.withTenant(async (tx) => {
    const { id } = await ownExport(tx, request);
    await updateExport(tx, id, { status: "GONE" }, tx.now);
    tx.afterCommit((database) => nudge(database, "exports"));
    return print({ status: 202, resource: information("The export is cancelled, and its files are deleted.") });
  });
