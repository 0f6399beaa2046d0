import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import type { Access } from "../acts/access.js";
import { read } from "../acts/read.js";
import { isResource } from "../fhir-json.js";
import type { Resource } from "../model.js";
import type { OperationOutcome } from "../outcome.js";
import type { FhirReply, FhirRequest } from "../request.js";
import { issuesOf, type ValidationIssue } from "../validate-resource.js";

type Asked = { resource: Resource | undefined; mode: string };

const MODES = ["create", "update", "delete"];

/** A resource as it is, or Parameters of the operation (http://hl7.org/fhir/R4/resource-operation-validate.html). */
const askedOf = ({ body, query }: FhirRequest): Asked => {
  const inAddress = query.find(([name]) => name === "mode")?.[1];
  const parameters = isResource(body) && body.resourceType === "Parameters" ? ((body.parameter ?? []) as { name?: string; resource?: Resource; valueCode?: string }[]) : undefined;
  const given = parameters?.find(({ name }) => name === "resource")?.resource ?? (parameters ? undefined : body);
  const mode = parameters?.find(({ name }) => name === "mode")?.valueCode ?? inAddress ?? "create";
  if (!MODES.includes(mode)) fail("invalid_request", { detail: `mode is one of ${MODES.join(", ")}.`, errors: [{ pointer: "/query/mode", code: "value", message: "is no mode" }] });
  return { resource: isResource(given) ? given : undefined, mode };
};

const outcome = (issues: readonly ValidationIssue[]): OperationOutcome => ({
  resourceType: "OperationOutcome",
  issue: issues.length
    ? issues.map(({ severity, code, text, expression }) => ({ severity, code, details: { text }, ...(expression && { expression: [expression] }) }))
    : [{ severity: "information", code: "informational", details: { text: "The resource is valid." } }],
});

const faultOf = (text: string, expression: string): ValidationIssue => ({ severity: "error", code: "invalid", text, expression });

const issuesFor = ({ type }: FhirRequest, { resource, mode }: Asked, id: string | undefined): ValidationIssue[] => {
  if (mode === "delete") return [];
  if (!resource) return [faultOf("No resource was sent.", "resource")];
  if (resource.resourceType !== type?.type) return [faultOf(`The address is of ${type?.type ?? "no type"}.`, "resourceType")];
  const wrongId = mode === "update" && id !== undefined && resource.id !== id ? [faultOf("The id is not that of the address.", `${resource.resourceType}.id`)] : [];
  return [...wrongId, ...issuesOf(resource)];
};

/** Always 200: that a resource is not valid is the answer, no failure. */
export const validateType = (request: FhirRequest): FhirReply => ({ status: 200, resource: outcome(issuesFor(request, askedOf(request), undefined)) });

/** @throws ProblemError 404 and 410 where nobody has the id (any more). */
export const validateInstance = async (tx: TenantTx, access: Access, request: FhirRequest): Promise<FhirReply> => {
  const id = request.path.id ?? "";
  const { resource } = await read(tx, access, request.type!, id);
  const asked = askedOf(request);
  return { status: 200, resource: outcome(issuesFor(request, { ...asked, resource: asked.resource ?? resource }, id)) };
};
