import { applyPatch as applyJsonPatch, type Operation } from "rfc6902";
import { fail } from "../../../http/problem.js";
import { isResource, parseFhir, printFhir } from "../fhir-json.js";
import type { Resource } from "../model.js";
import { applyFhirPathPatch } from "./fhirpath-patch.js";

/** JSON Patch (RFC 6902) or FHIRPath Patch (http://hl7.org/fhir/R4/fhirpatch.html), on a copy. */
export const applyPatch = (resource: Resource, { body, mediaType }: { body: unknown; mediaType: string | undefined }): unknown => {
  const copy = parseFhir(printFhir(resource)) as Resource;
  if (mediaType === "application/json-patch+json") return jsonPatch(copy, body);
  if (isResource(body) && body.resourceType === "Parameters") return applyFhirPathPatch(copy, body);
  return fail("invalid_request", { detail: "A patch is a list of JSON Patch as application/json-patch+json, or a Parameters resource of FHIRPath Patch." });
};

const NAMES = new Set(["add", "remove", "replace", "move", "copy", "test"]);

const isOperation = (value: unknown): value is Operation =>
  typeof value === "object" && value !== null && "op" in value && NAMES.has(String(value.op)) && "path" in value && typeof value.path === "string"
  && !/(^|\/)(__proto__|constructor|prototype)(\/|$)/.test(`${value.path}/${"from" in value ? String(value.from) : ""}`)
  && (!["move", "copy"].includes(String(value.op)) || ("from" in value && typeof value.from === "string"))
  && (!["add", "replace", "test"].includes(String(value.op)) || "value" in value);

const jsonPatch = (resource: Resource, body: unknown): Resource => {
  if (!Array.isArray(body)) return fail("invalid_request", { detail: "A JSON Patch is a list of operations (RFC 6902)." });
  body.forEach((operation, index) => {
    if (!isOperation(operation)) fail("invalid_request", { detail: "An operation of the patch is none of RFC 6902.", errors: [{ pointer: `[${index}]`, code: "value", message: "is no operation" }] });
  });
  const faults = applyJsonPatch(resource, body as Operation[]);
  faults.forEach((fault, index) => {
    if (fault?.name === "TestError") fail("patch_test_failed", { errors: [{ pointer: `[${index}]`, code: "value", message: "is not what the resource says" }] });
    if (fault) fail("invalid_request", { detail: "The patch names a place that is not there.", errors: [{ pointer: `[${index}]`, code: "value", message: "leads nowhere" }] });
  });
  return resource;
};
