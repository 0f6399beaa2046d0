import type { HttpMethod } from "@vitaledge/contract";

export type InteractionId =
  | "fhirCapabilities" | "fhirBundle" | "fhirHistorySystem" | "fhirSearch" | "fhirSearchByPost" | "fhirCreate" | "fhirConditionalUpdate"
  | "fhirConditionalPatch" | "fhirConditionalDelete" | "fhirHistoryType" | "fhirRead" | "fhirUpdate" | "fhirPatch" | "fhirDelete"
  | "fhirHistory" | "fhirVread" | "fhirCompartment" | "fhirEverything" | "fhirEverythingOfAll" | "fhirLastN" | "fhirValidate"
  | "fhirValidateInstance" | "fhirMeta" | "fhirExpand" | "fhirExpandInstance" | "fhirLookup" | "fhirValidateCode"
  | "fhirSubscriptionStatus" | "fhirSubscriptionStatusOfAll" | "fhirSubscriptionEvents"
  | "fhirExport" | "fhirExportByPost" | "fhirExportPatients" | "fhirExportPatientsByPost" | "fhirExportGroup" | "fhirExportGroupByPost"
  | "fhirExportStatus" | "fhirExportCancel" | "fhirExportFile";

export type Action = "read" | "create" | "update" | "delete";

/** What can be done below `/fhir/R4`. `{type}` is any type of the FHIR table; a fixed type stands in `type`. */
export type Interaction = {
  readonly id: InteractionId;
  readonly method: HttpMethod;
  readonly path: string;
  readonly summary: string;
  readonly action: Action;
  /** The type where the path has none of its own; null where the interaction is about no type. */
  readonly type?: string | null;
  /** Anybody may. */
  readonly open?: true;
  readonly body?: "resource" | "patch" | "form" | "bundle" | "parameters";
  /** Answers newline-delimited resources in place of one. */
  readonly ndjson?: true;
  /** Statuses beside those that all share. */
  readonly statuses: readonly number[];
  /** The code in `CapabilityStatement.rest.resource.interaction`, where it has one. */
  readonly code?: "read" | "vread" | "update" | "patch" | "delete" | "history-instance" | "history-type" | "create" | "search-type";
};

export const FHIR_ROOT = "/fhir/R4";

/** Every interaction and operation: routes, contract and CapabilityStatement are made of these and of the types. */
export const INTERACTIONS: readonly Interaction[] = [
  { id: "fhirCapabilities", method: "get", path: "/metadata", summary: "The CapabilityStatement", action: "read", type: null, open: true, statuses: [200] },
  { id: "fhirBundle", method: "post", path: "", summary: "Batch or transaction", action: "update", type: null, body: "bundle", statuses: [200, 404, 409, 412, 413, 415, 422] },
  { id: "fhirHistorySystem", method: "get", path: "/_history", summary: "History of everything", action: "read", type: null, statuses: [200] },
  { id: "fhirSearch", method: "get", path: "/{type}", summary: "Search", action: "read", statuses: [200, 404], code: "search-type" },
  { id: "fhirSearchByPost", method: "post", path: "/{type}/_search", summary: "Search by POST, for what belongs in no address", action: "read", body: "form", statuses: [200, 404, 413, 415] },
  { id: "fhirCreate", method: "post", path: "/{type}", summary: "Create, also with If-None-Exist", action: "create", body: "resource", statuses: [200, 201, 404, 405, 409, 412, 413, 415, 422], code: "create" },
  { id: "fhirConditionalUpdate", method: "put", path: "/{type}", summary: "Update what the search finds", action: "update", body: "resource", statuses: [200, 201, 404, 405, 409, 412, 413, 415, 422] },
  { id: "fhirConditionalPatch", method: "patch", path: "/{type}", summary: "Patch what the search finds", action: "update", body: "patch", statuses: [200, 404, 405, 409, 412, 413, 415, 422] },
  { id: "fhirConditionalDelete", method: "delete", path: "/{type}", summary: "Delete what the search finds", action: "delete", statuses: [200, 204, 404, 405, 409, 412] },
  { id: "fhirHistoryType", method: "get", path: "/{type}/_history", summary: "History of a type", action: "read", statuses: [200, 404], code: "history-type" },
  { id: "fhirRead", method: "get", path: "/{type}/{id}", summary: "Read", action: "read", statuses: [200, 304, 404, 410], code: "read" },
  { id: "fhirUpdate", method: "put", path: "/{type}/{id}", summary: "Update, or create under this id", action: "update", body: "resource", statuses: [200, 201, 404, 405, 409, 412, 413, 415, 422], code: "update" },
  { id: "fhirPatch", method: "patch", path: "/{type}/{id}", summary: "Patch by JSON Patch or FHIRPath Patch", action: "update", body: "patch", statuses: [200, 404, 405, 409, 410, 412, 413, 415, 422], code: "patch" },
  { id: "fhirDelete", method: "delete", path: "/{type}/{id}", summary: "Delete", action: "delete", statuses: [200, 204, 404, 405, 409, 412], code: "delete" },
  { id: "fhirHistory", method: "get", path: "/{type}/{id}/_history", summary: "History of a resource", action: "read", statuses: [200, 404], code: "history-instance" },
  { id: "fhirVread", method: "get", path: "/{type}/{id}/_history/{vid}", summary: "Read a version", action: "read", statuses: [200, 304, 404, 410], code: "vread" },
  { id: "fhirCompartment", method: "get", path: "/Patient/{id}/{type}", summary: "Search within a patient's compartment", action: "read", statuses: [200, 404] },
  { id: "fhirEverything", method: "get", path: "/Patient/{id}/$everything", summary: "Everything of a patient", action: "read", type: "Patient", statuses: [200, 404, 410] },
  { id: "fhirEverythingOfAll", method: "get", path: "/Patient/$everything", summary: "Everything of all patients", action: "read", type: "Patient", statuses: [200] },
  { id: "fhirLastN", method: "get", path: "/Observation/$lastn", summary: "The last observations of each code", action: "read", type: "Observation", statuses: [200] },
  { id: "fhirValidate", method: "post", path: "/{type}/$validate", summary: "Validate a resource", action: "read", body: "parameters", statuses: [200, 404, 413, 415] },
  { id: "fhirValidateInstance", method: "post", path: "/{type}/{id}/$validate", summary: "Validate a change of a resource", action: "read", body: "parameters", statuses: [200, 404, 413, 415] },
  { id: "fhirMeta", method: "get", path: "/{type}/{id}/$meta", summary: "The meta of a resource", action: "read", statuses: [200, 404, 410] },
  { id: "fhirExpand", method: "get", path: "/ValueSet/$expand", summary: "Expand a value set", action: "read", type: "ValueSet", statuses: [200, 404] },
  { id: "fhirExpandInstance", method: "get", path: "/ValueSet/{id}/$expand", summary: "Expand a value set", action: "read", type: "ValueSet", statuses: [200, 404] },
  { id: "fhirLookup", method: "get", path: "/CodeSystem/$lookup", summary: "Look up a code", action: "read", type: "CodeSystem", statuses: [200, 404] },
  { id: "fhirValidateCode", method: "get", path: "/ValueSet/$validate-code", summary: "Whether a value set has a code", action: "read", type: "ValueSet", statuses: [200, 404] },
  { id: "fhirSubscriptionStatus", method: "get", path: "/Subscription/{id}/$status", summary: "The status of a subscription", action: "read", type: "Subscription", statuses: [200, 404, 410] },
  { id: "fhirSubscriptionStatusOfAll", method: "get", path: "/Subscription/$status", summary: "The status of subscriptions", action: "read", type: "Subscription", statuses: [200] },
  { id: "fhirSubscriptionEvents", method: "get", path: "/Subscription/{id}/$events", summary: "What a subscription was told, or was to be", action: "read", type: "Subscription", statuses: [200, 404, 410] },
  { id: "fhirExport", method: "get", path: "/$export", summary: "Export everything", action: "read", type: null, statuses: [202] },
  { id: "fhirExportByPost", method: "post", path: "/$export", summary: "Export everything, parameters in the body", action: "read", type: null, body: "parameters", statuses: [202, 413, 415] },
  { id: "fhirExportPatients", method: "get", path: "/Patient/$export", summary: "Export what is of patients", action: "read", type: "Patient", statuses: [202] },
  { id: "fhirExportPatientsByPost", method: "post", path: "/Patient/$export", summary: "Export what is of patients, parameters in the body", action: "read", type: "Patient", body: "parameters", statuses: [202, 413, 415] },
  { id: "fhirExportGroup", method: "get", path: "/Group/{id}/$export", summary: "Export what is of a group's patients", action: "read", type: "Group", statuses: [202, 404] },
  { id: "fhirExportGroupByPost", method: "post", path: "/Group/{id}/$export", summary: "Export what is of a group's patients, parameters in the body", action: "read", type: "Group", body: "parameters", statuses: [202, 404, 413, 415] },
  { id: "fhirExportStatus", method: "get", path: "/$export-status/{id}", summary: "How far an export is, and its files", action: "read", type: null, statuses: [200, 202, 404] },
  { id: "fhirExportCancel", method: "delete", path: "/$export-status/{id}", summary: "Cancel an export, or delete its files", action: "read", type: null, statuses: [202, 404] },
  { id: "fhirExportFile", method: "get", path: "/$export-file/{id}/{file}", summary: "A file of an export", action: "read", type: null, ndjson: true, statuses: [200, 404] },
];
