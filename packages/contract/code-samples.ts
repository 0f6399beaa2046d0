import type { Document, OperationObject, Parameter, Placed } from "./document.js";
import { isFhir, listAllOperations } from "./document.js";
import { fhirBody, fillFhir, writeFhirCli, writeFhirSdk } from "./fhir-samples.js";

/** One tab of samples, as reference pages read it from `x-codeSamples`. */
type Sample = { lang: string; label: string; source: string };

/** Of these the organization is an argument; elsewhere it is the client's. */
const OF_ALL_ORGANIZATIONS = new Set(["getOrganization", "updateOrganization"]);
/** What the SDK does by itself, or asks for in its own way. */
const ARGUMENTS: Record<string, string> = {
  refreshTokens: "",
  logout: "",
  recordObservations: "rows",
  listSignOffs: '"enr_123", "2025-01"',
};
const DOWNLOADS = new Set(["exportBilling", "exportClaim", "exportPatientRecord"]);
const TOKEN = '-H "Authorization: Bearer $TOKEN"';

/** Puts samples for the SDK, the command line and curl beside every operation, made of its own examples. */
export function addCodeSamples(document: Document): void {
  const all = listAllOperations(document);
  for (const placed of all) {
    const samples: Sample[] = [
      { lang: "TypeScript", label: "SDK", source: writeSdk(all, placed) },
      { lang: "Shell", label: "CLI", source: writeCli(all, placed) },
      { lang: "Shell", label: "curl", source: writeCurl(all, placed) },
    ];
    Object.assign(document.paths[placed.path]?.[placed.method] as object, { "x-codeSamples": samples });
  }
}

/** All samples for the SDK as one module, which the type checker reads. */
export function renderSdkSamples(document: Document): string {
  const samples = listAllOperations(document).map(({ path, method }) => {
    const operation = document.paths[path]?.[method] as { "x-codeSamples"?: Sample[] } | undefined;
    const source = operation?.["x-codeSamples"]?.[0]?.source ?? "";
    return `  {\n    ${source.replaceAll("\n", "\n    ").replace(/^const (answer|\{ data \}) = /, "")}\n  }`;
  });
  return [
    "// Generated from openapi.yaml by packages/contract/generate.ts; do not edit. Read by the type checker alone.",
    'import type { ObservationRow, VitalEdge } from "@vitaledge/sdk";',
    ...(samples.some((sample) => sample.includes("fhirOf")) ? ['import { fhirOf } from "@vitaledge/sdk/fhir";'] : []),
    'import { rawOf } from "@vitaledge/sdk/raw";\n',
    "export const samples = async (ve: VitalEdge, rows: ObservationRow[]): Promise<void> => {",
    ...samples,
    "};\n",
  ].join("\n");
}

function exampleOf(media: { example?: unknown; examples?: Record<string, { value?: unknown }> } | undefined): unknown {
  return media?.example ?? Object.values(media?.examples ?? {})[0]?.value;
}

function bodyOf(placed: Placed): { type: string; example: unknown } | undefined {
  const { requestBody } = placed.operation;
  const found = Object.entries(requestBody?.content ?? {}).find(([type]) => !type.includes("merge-patch")) ?? Object.entries(requestBody?.content ?? {})[0];
  return found && { type: found[0], example: exampleOf(found[1]) ?? (isFhir(placed.operation) ? fhirBody(placed) : undefined) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The id that the contract's examples give a resource of this path. */
function idOf(all: readonly Placed[], path: string): string {
  const collection = path.slice(0, path.indexOf("/{id}"));
  for (const at of [`${collection}/{id}`, collection]) {
    const content = all.find(({ path: other, method }) => other === at && method === "get")?.operation.responses["200"]?.content;
    const example = exampleOf(content?.["application/json"]);
    const item: unknown = isObject(example) && Array.isArray(example["data"]) ? example["data"][0] : example;
    if (isObject(item) && typeof item["id"] === "string") return item["id"];
  }
  throw new Error(`No example tells an id for ${path}.`);
}

function valueOf(all: readonly Placed[], { path, operation }: Placed, name: string): string {
  const parameter = (operation.parameters ?? []).find((each) => each.name === name);
  return name === "id" ? idOf(all, path) : String(parameter?.example ?? parameter?.schema.example ?? "");
}

function fill(all: readonly Placed[], placed: Placed): string {
  if (isFhir(placed.operation)) return fillFhir(placed);
  const path = placed.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(all, placed, name));
  const query = requiredQuery(placed.operation).map(({ name, example }) => `${name}=${String(example)}`);
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}

function requiredQuery({ parameters = [] }: OperationObject): Parameter[] {
  return parameters.filter((each) => each.in === "query" && each.required === true);
}

function writeSdk(all: readonly Placed[], placed: Placed): string {
  if (isFhir(placed.operation)) return writeFhirSdk(placed);
  const { operation, method, path } = placed;
  const sdk = operation["x-sdk"];
  if (sdk === undefined || sdk.namespace === "system") return `const { data } = await rawOf(ve).${method.toUpperCase()}(${JSON.stringify(path)});`;
  const call = `ve.${sdk.namespace}.${sdk.method}(${ARGUMENTS[operation.operationId] ?? writeArguments(all, placed)})`;
  if (operation.operationId === "watchEvents") return `for await (const event of ${call}) console.log(event.type);`;
  if (operation["x-pagination"] !== undefined) return `for await (const item of ${call}) console.log(item);`;
  if (DOWNLOADS.has(operation.operationId)) return `for await (const line of ${call}.lines()) console.log(line);`;
  return `const answer = await ${call};`;
}

function writeArguments(all: readonly Placed[], placed: Placed): string {
  const { operation, path } = placed;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const ids = names.filter((name) => name !== "orgId" || OF_ALL_ORGANIZATIONS.has(operation.operationId)).map((name) => JSON.stringify(valueOf(all, placed, name)));
  const body = bodyOf(placed)?.example;
  const query = requiredQuery(operation).map(({ name, example }) => [name, example] as const);
  const last = body ?? (query.length > 0 ? Object.fromEntries(query) : undefined);
  return [...ids, ...(last === undefined ? [] : [writeLiteral(last)])].join(", ");
}

/** JSON as it would be written by hand: names without quotes where they need none. */
function writeLiteral(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, "$1$2:");
}

function writeCli(all: readonly Placed[], placed: Placed): string {
  const ofFhir = isFhir(placed.operation) ? writeFhirCli(placed) : undefined;
  if (ofFhir !== undefined) return ofFhir;
  const { operation, method } = placed;
  const command = operation["x-cli"]?.command;
  const names = [...placed.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  if (command !== undefined && method === "get" && names.every((name) => name === "id")) {
    return ["vitaledge", command, ...names.map((name) => valueOf(all, placed, name ?? ""))].join(" ");
  }
  const call = `vitaledge api ${method.toUpperCase()} ${quote(fill(all, placed))}`;
  const body = bodyOf(placed);
  return body === undefined ? call : `${call} --input - <<'BODY'\n${writeBody(body)}\nBODY`;
}

function writeCurl(all: readonly Placed[], placed: Placed): string {
  const { operation, method } = placed;
  const { security = [] } = operation;
  const body = bodyOf(placed);
  const lines = [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}"$VITALEDGE_BASE_URL${fill(all, placed)}"`,
    ...(security.some((each) => "bearer" in each) ? [TOKEN] : []),
    ...(security.some((each) => "organization" in each) ? ['-H "X-Organization-ID: org_abc123"'] : []),
    ...(body === undefined ? [] : [`-H "Content-Type: ${body.type}"`, `--data-binary @- <<'BODY'\n${writeBody(body)}\nBODY`]),
  ];
  return lines.join(" \\\n  ");
}

function writeBody({ type, example }: { type: string; example: unknown }): string {
  if (type === "application/x-www-form-urlencoded") return new URLSearchParams(example as Record<string, string>).toString();
  return typeof example === "string" ? example : JSON.stringify(example, null, 2);
}

function quote(text: string): string {
  return /^[\w/.-]+$/.test(text) ? text : `'${text}'`;
}
