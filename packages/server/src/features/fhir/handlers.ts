import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import type { Scope } from "../../http/scope.js";
import { accessOf, type Access } from "./acts/access.js";
import { writeReply } from "./acts/answers.js";
import { historyOfInstance, historyOfTypes } from "./acts/history.js";
import { read, readReply, readVersion } from "./acts/read.js";
import { findAll, findLast } from "./acts/searching.js";
import { conditionalPatch, conditionalRemove, conditionalUpdate, create, expectResource, patch, remove, update } from "./acts/write.js";
import { handleBundle } from "./bundle/handle.js";
import { capabilities } from "./capability.js";
import { cancelExport } from "./export/cancel.js";
import { exportFile } from "./export/file.js";
import { kickOff } from "./export/kick-off.js";
import { exportStatus } from "./export/status.js";
import type { InteractionId } from "./interactions.js";
import type { Version, Written } from "./model.js";
import { everything, everythingOfAll } from "./operations/everything.js";
import { metaOf } from "./operations/meta.js";
import { expand, expandInstance, lookup, validateCode } from "./operations/terminology.js";
import { validateInstance, validateType } from "./operations/validate.js";
import { information } from "./outcome.js";
import type { FhirHandler, FhirReply, FhirRequest } from "./request.js";
import { IndexBehind } from "./search/catch-up.js";
import { letterOf } from "./smart/letters.js";
import { eventsOf, statusOfAll, statusOfOne } from "./subscriptions/operations.js";
import type { FhirType } from "./table.js";

type Act = (tx: TenantTx, request: FhirRequest, access: Access, scope: Scope) => Promise<{ reply: FhirReply; concerned?: Iterable<Version> }>;

/** Reads one resource, or one patient's: few rows, whatever the values. */
const isOfFew = ({ interaction, path, query }: FhirRequest): boolean =>
  interaction.action === "read" && (path.id !== undefined || query.some(([name]) => name === "patient" || name === "subject"));

/** Work on the organization's rows; the audit has whom the answer tells of. */
const act = (work: Act): FhirHandler => async (request, scope, print) => {
  const done = await scope.withTenant(async (tx) => {
    try {
      const access = accessOf(scope, request.base);
      if (request.type) access.expect(request.type, request.interaction.action, letterOf(request.interaction));
      const { reply, concerned = [] } = await work(tx, request, access, scope);
      for (const { patientIds } of concerned) scope.trail.concern(patientIds);
      return print(reply);
    } catch (error) {
      // Committed: the next request finds that much indexed.
      if (error instanceof IndexBehind) return error;
      throw error;
    }
  }, { genericPlans: isOfFew(request) });
  if (done instanceof IndexBehind) throw done;
  return done;
};

const typeOf = ({ type }: FhirRequest): FhirType => type ?? fail("resource_not_found");
const idOf = ({ path }: FhirRequest): string => path.id ?? fail("resource_not_found");
const ifMatchOf = (request: FhirRequest): string | undefined => request.header("If-Match");

const answerWrite = (request: FhirRequest, { kind, version }: Written) =>
  ({ reply: writeReply(request, kind === "created" ? 201 : 200, version), concerned: [version] });

const answerRemoval = ({ prefer }: FhirRequest, version: Version | undefined) => ({
  reply: prefer.return === "OperationOutcome" ? { status: 200, resource: information(version ? "The resource is deleted." : "There was nothing to delete.") } : { status: 204 },
  concerned: version ? [version] : [],
});

const conditionOf = (request: FhirRequest): [string, string][] | undefined => {
  const given = request.header("If-None-Exist");
  return given === undefined ? undefined : [...new URLSearchParams(given.replace(/^\?/, ""))];
};

/** Total: an interaction without a handler does not compile. */
export const fhirHandlers: { readonly [Id in InteractionId]: FhirHandler } = {
  fhirCapabilities: async (request, scope, print) => print(capabilities(request, scope)),
  fhirBundle: handleBundle,
  fhirHistorySystem: act(async (tx, request, access) => {
    const { reply, versions } = await historyOfTypes(tx, access, request, undefined);
    return { reply, concerned: versions };
  }),
  fhirHistoryType: act(async (tx, request, access) => {
    const { reply, versions } = await historyOfTypes(tx, access, request, typeOf(request));
    return { reply, concerned: versions };
  }),
  fhirHistory: act(async (tx, request, access) => {
    const { reply, versions } = await historyOfInstance(tx, access, request, typeOf(request), idOf(request));
    return { reply, concerned: versions };
  }),
  fhirSearch: act((tx, request, access) => findAll(tx, access, request, { type: typeOf(request) })),
  fhirSearchByPost: act((tx, request, access) => findAll(tx, access, request, { type: typeOf(request) })),
  fhirCompartment: act((tx, request, access) => findAll(tx, access, request, { type: typeOf(request), patientId: idOf(request) })),
  fhirCreate: act(async (tx, request, access) =>
    answerWrite(request, await create(tx, access, typeOf(request), expectResource(typeOf(request), request.body), conditionOf(request)))),
  fhirUpdate: act(async (tx, request, access) =>
    answerWrite(request, await update(tx, access, typeOf(request), idOf(request), expectResource(typeOf(request), request.body), ifMatchOf(request)))),
  fhirConditionalUpdate: act(async (tx, request, access) =>
    answerWrite(request, await conditionalUpdate(tx, access, typeOf(request), request.query, expectResource(typeOf(request), request.body), ifMatchOf(request)))),
  fhirPatch: act(async (tx, request, access) => answerWrite(request, await patch(tx, access, typeOf(request), idOf(request), request, ifMatchOf(request)))),
  fhirConditionalPatch: act(async (tx, request, access) =>
    answerWrite(request, await conditionalPatch(tx, access, typeOf(request), request.query, request, ifMatchOf(request)))),
  fhirDelete: act(async (tx, request, access) => answerRemoval(request, await remove(tx, access, typeOf(request), idOf(request), ifMatchOf(request)))),
  fhirConditionalDelete: act(async (tx, request, access) =>
    answerRemoval(request, await conditionalRemove(tx, access, typeOf(request), request.query, ifMatchOf(request)))),
  fhirRead: act(async (tx, request, access) => {
    const version = await read(tx, access, typeOf(request), idOf(request));
    return { reply: readReply(request, version), concerned: [version] };
  }),
  fhirVread: act(async (tx, request, access) => {
    const version = await readVersion(tx, access, typeOf(request), idOf(request), request.path.vid ?? "");
    return { reply: readReply(request, version), concerned: [version] };
  }),
  fhirEverything: act((tx, request, access) => everything(tx, access, request, idOf(request))),
  fhirEverythingOfAll: act((tx, request, access) => everythingOfAll(tx, access, request)),
  fhirLastN: act((tx, request, access) => findLast(tx, access, request, { type: typeOf(request) })),
  fhirValidate: act(async (_tx, request) => ({ reply: validateType(request) })),
  fhirValidateInstance: act(async (tx, request, access) => ({ reply: await validateInstance(tx, access, request) })),
  fhirMeta: act(async (tx, request, access) => {
    const version = await read(tx, access, typeOf(request), idOf(request));
    return { reply: metaOf(version), concerned: [version] };
  }),
  fhirExpand: act(async (tx, request) => ({ reply: await expand(tx, request) })),
  fhirExpandInstance: act(async (tx, request) => ({ reply: await expandInstance(tx, request) })),
  fhirLookup: act(async (tx, request) => ({ reply: await lookup(tx, request) })),
  fhirValidateCode: act(async (tx, request) => ({ reply: await validateCode(tx, request) })),
  fhirSubscriptionStatus: act(async (tx, request, access) => ({ reply: await statusOfOne(tx, access, request, idOf(request)) })),
  fhirSubscriptionStatusOfAll: act(async (tx, request, access) => ({ reply: await statusOfAll(tx, access, request) })),
  fhirSubscriptionEvents: act(async (tx, request, access) => ({ reply: await eventsOf(tx, access, request, idOf(request)) })),
  fhirExport: kickOff,
  fhirExportByPost: kickOff,
  fhirExportPatients: kickOff,
  fhirExportPatientsByPost: kickOff,
  fhirExportGroup: kickOff,
  fhirExportGroupByPost: kickOff,
  fhirExportStatus: exportStatus,
  fhirExportCancel: cancelExport,
  fhirExportFile: exportFile,
};
