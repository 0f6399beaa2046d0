import type { Operation } from "@vitaledge/contract";
import { FHIR_ROOT, type Action, type Interaction } from "../../features/fhir/interactions.js";
import type { FhirType } from "../../features/fhir/table.js";
import { FHIR_JSON } from "./negotiate.js";

const MEBIBYTE = 1_048_576;
const LARGEST = 16 * MEBIBYTE;
const JSON_TYPES = [FHIR_JSON, "application/json", "text/json"];

const MEDIA_TYPES = {
  resource: JSON_TYPES, bundle: JSON_TYPES, parameters: JSON_TYPES,
  patch: ["application/json-patch+json", ...JSON_TYPES],
  form: ["application/x-www-form-urlencoded"],
};

/** Which permission an act on a type asks for. */
export const permissionFor = (type: FhirType, action: Action) =>
  action === "read" ? type.read : action === "delete" ? type.remove ?? type.write : type.write;

/** An interaction with a type as the pipeline knows operations. Whoever has no organization's role has no permission either. */
export const operationOf = (interaction: Interaction, type: FhirType | undefined): Operation => {
  const { id, method, path, summary, action, open = false, body } = interaction;
  return {
    id, method, path: `${FHIR_ROOT}${path}`, tag: "FHIR", summary,
    // What is about no type is let in by what every member may; each part of it is held against its own type's permission.
    permission: open ? "public" : (type && permissionFor(type, action)) ?? "organization:read",
    audit: open ? false : { resource: type?.type ?? "Bundle", action },
    auth: open ? "none" : "bearer",
    organization: !open, public: open,
    idempotent: method !== "post" && method !== "patch",
    pathParams: [], query: [],
    idempotencyKey: method === "post" && action !== "read",
    ifMatch: false,
    body: body ? { required: body !== "parameters" && body !== "form", mediaTypes: MEDIA_TYPES[body], maxBytes: body === "bundle" ? LARGEST : MEBIBYTE, schema: null } : null,
    responses: {}, readOnly: [], problems: [], sdk: null, cli: null, pagination: null, fhir: true,
  };
};
