import { API_VERSION } from "@vitaledge/contract";
import type { Scope } from "../../http/scope.js";
import { INTERACTIONS } from "./interactions.js";
import { permits } from "./permits.js";
import { PROFILES } from "./profiles.js";
import type { FhirReply, FhirRequest } from "./request.js";
import { searchParametersOf } from "./search/parameters.js";
import { BACKPORT, TOPICS } from "./subscriptions/topics.js";
import { FHIR_TYPES, type FhirType } from "./table.js";

const searchParamOf = ({ code, type, url }: { code: string; type: string; url: string }) => ({ name: code, definition: url, type });

const operationsOf = (type: FhirType) =>
  INTERACTIONS.filter(({ path, type: fixed }) => path.includes("$") && (fixed === type.type || (fixed === undefined && path.startsWith("/{type}"))))
    .map(({ path }) => path.slice(path.indexOf("$") + 1));

const OPERATION_DEFINITIONS: Record<string, string> = {
  everything: "http://hl7.org/fhir/OperationDefinition/Patient-everything", lastn: "http://hl7.org/fhir/OperationDefinition/Observation-lastn",
  validate: "http://hl7.org/fhir/OperationDefinition/Resource-validate", meta: "http://hl7.org/fhir/OperationDefinition/Resource-meta",
  expand: "http://hl7.org/fhir/OperationDefinition/ValueSet-expand", lookup: "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup",
  "validate-code": "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code",
  status: "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-status",
  events: "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-events",
};

const BULK_DATA = "http://hl7.org/fhir/uv/bulkdata";

const definitionOf = (type: FhirType, name: string): string =>
  name === "export" ? `${BULK_DATA}/OperationDefinition/${type.type.toLowerCase()}-export` : OPERATION_DEFINITIONS[name] ?? name;

const resourceOf = (type: FhirType) => {
  const permitted = INTERACTIONS.filter((each) => permits(type, each));
  const codes = permitted.flatMap(({ code }) => (code ? [code] : []));
  const writes = codes.includes("create");
  const parameters = [...searchParametersOf(type.type).values()];
  const references = parameters.filter((parameter) => parameter.type === "reference").map(({ code }) => `${type.type}:${code}`);
  const operation = [...new Set(operationsOf(type))].map((name) => ({ name, definition: definitionOf(type, name) }));
  return {
    type: type.type,
    ...(PROFILES[type.type] && { supportedProfile: PROFILES[type.type] }),
    interaction: [...new Set(codes)].map((code) => ({ code })),
    versioning: writes ? "versioned-update" : "versioned", readHistory: codes.includes("vread"), updateCreate: writes,
    conditionalCreate: writes, conditionalRead: "full-support", conditionalUpdate: writes, conditionalDelete: writes ? "single" : "not-supported",
    ...(references.length && { searchInclude: references }),
    ...(parameters.length && { searchParam: parameters.map(searchParamOf) }),
    ...(operation.length && { operation }),
    ...(type.class === "subscription" && { extension: TOPICS.map(({ url }) => ({ url: BACKPORT.topics, valueCanonical: url })) }),
  };
};

/** What the server does, made of the tables that route and search. */
export const capabilities = (request: FhirRequest, { deps }: Pick<Scope, "deps">): FhirReply => ({
  status: 200,
  resource: {
    resourceType: "CapabilityStatement",
    status: "active", date: "2026-11-26", kind: "instance", fhirVersion: "4.0.1",
    format: ["application/fhir+json", "json"],
    patchFormat: ["application/json-patch+json", "application/fhir+json"],
    software: { name: "VitalEdge", version: API_VERSION },
    implementation: { description: "VitalEdge, remote patient monitoring", url: request.base },
    instantiates: ["http://hl7.org/fhir/us/core/CapabilityStatement/us-core-server", `${BULK_DATA}/CapabilityStatement/bulk-data`],
    rest: [{
      mode: "server",
      security: {
        cors: true,
        service: [{ coding: [{ system: "http://terminology.hl7.org/CodeSystem/restful-security-service", code: "SMART-on-FHIR" }] }],
        extension: [{ url: "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris", extension: [{ url: "token", valueUri: `${deps.publicUrl}/api/auth/token` }] }],
      },
      resource: FHIR_TYPES.map(resourceOf),
      operation: [{ name: "export", definition: `${BULK_DATA}/OperationDefinition/export` }],
      interaction: [{ code: "transaction" }, { code: "batch" }, { code: "history-system" }],
    }],
  },
});
