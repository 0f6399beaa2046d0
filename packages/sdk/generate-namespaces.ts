import { readFileSync } from "node:fs";
import { OPERATIONS } from "../contract/generated/operations.js";
import type { Operation } from "../contract/generated/operations.js";
import { describeOperation, doc, modelNames } from "./generate-models.js";

/** One method: its operation, and what it does beside or in place of what the operation says. */
type Method = { name: string; operation: Operation; as?: "file" | "upload" | "ofPatient"; doc: string };
type Namespace = { name: string; doc: string; methods: Method[] };

/** Methods beside those that `x-sdk` names: the same operations by another way. */
const MORE: readonly { namespace: string; name: string; id: string; as: NonNullable<Method["as"]> | "alias"; doc: string }[] = [
  { namespace: "patients", name: "observations", id: "listPatientObservations", as: "alias", doc: "The patient's readings, the latest first." },
  { namespace: "patients", name: "alerts", id: "listAlerts", as: "ofPatient", doc: "The patient's alerts." },
  { namespace: "patients", name: "enrollments", id: "listEnrollments", as: "ofPatient", doc: "The patient's enrollments." },
  { namespace: "organizations", name: "charges.file", id: "listCharges", as: "file", doc: "The charges as a file in CSV: `code,effective_from,amount`, amounts in dollars." },
  { namespace: "organizations", name: "charges.upload", id: "replaceCharges", as: "upload", doc: "Replaces the charges by those of a file in CSV." },
  { namespace: "organizations", name: "fees.file", id: "listFees", as: "file", doc: "The fees as a file in CSV: `code,effective_from,amount`, amounts in dollars." },
  { namespace: "organizations", name: "fees.upload", id: "replaceFees", as: "upload", doc: "Replaces the fees by those of a file in CSV." },
];

/** These take the organization as their argument; the others are of the client's own, or of the call's. */
const OF_ANOTHER = new Set(["getOrganization", "updateOrganization"]);
const READS = new Set(["get", "put", "delete"]);

type Contract = { paths: Record<string, Record<string, { summary?: string; description?: string }>>; tags: { name: string; description: string }[] };
const contract = JSON.parse(readFileSync(new URL("../contract/generated/openapi.json", import.meta.url), "utf8")) as Contract;
const all = Object.values(OPERATIONS as Record<string, Operation>).filter((operation) => operation.sdk !== null && operation.sdk.namespace !== "system");

function textOf({ path, method }: Operation): string {
  const { summary = "", description = "" } = contract.paths[path]?.[method] ?? {};
  return `${summary}. ${description}`.trim();
}

function findNamespaces(): Namespace[] {
  const namespaces = new Map<string, Namespace>();
  for (const operation of all) {
    const [name = "", ...nested] = (operation.sdk?.namespace ?? "").split(".");
    const about = contract.tags.find((tag) => tag.name === operation.tag)?.description ?? "";
    const namespace = namespaces.get(name) ?? { name, doc: about, methods: [] };
    namespaces.set(name, namespace);
    namespace.methods.push({ name: [...nested, operation.sdk?.method].join("."), operation, doc: textOf(operation) });
  }
  for (const { namespace, name, id, as, doc: about } of MORE) {
    const operation = all.find((each) => each.id === id);
    if (operation === undefined) throw new Error(`There is no ${id}.`);
    namespaces.get(namespace)?.methods.push({ name, operation, doc: about, ...(as !== "alias" && { as }) });
  }
  return [...namespaces.values()];
}

function isDownload({ operation, as }: Method): boolean {
  const [type] = operation.responses["200"] ?? operation.responses["201"] ?? [];
  return as === "file" || (type !== undefined && type !== "application/json");
}

/** What the letters mean is said in src/operation.ts. */
function flagsOf(method: Method): string {
  const { operation, as } = method;
  const { auth, organization, audit, body, idempotencyKey, query, id } = operation;
  const { isList } = describeOperation(id);
  const flags: [string, boolean][] = [
    ["n", auth === "none"], ["o", auth === "optional"], ["x", !organization], ["a", OF_ANOTHER.has(id)],
    ["k", idempotencyKey], ["r", !READS.has(operation.method) && audit !== false && audit.action === "read"],
    ["b", body !== null], ["q", query.length > 0], ["f", body?.mediaTypes[0] === "application/x-www-form-urlencoded"],
    ["l", isList], ["d", isDownload(method)], ["c", as === "file" || as === "upload"], ["p", as === "ofPatient"],
  ];
  return flags.filter(([, holds]) => holds).map(([letter]) => letter).join("") || "-";
}

function rowOf(method: Method): string {
  const { operation } = method;
  const { id, path, readOnly, body } = operation;
  const dropped = (operation.method === "patch" || operation.method === "put") && body !== null && method.as !== "upload" ? readOnly.join(",") : "";
  return [method.name, id, operation.method.toUpperCase(), path.replace(/^\/api\//, ""), flagsOf(method), dropped].join(" ").trim();
}

function signatureOf(method: Method): string {
  const { operation, as } = method;
  const { query, isQueryNeeded, body, answer, item, isList } = describeOperation(operation.id);
  const names = operation.pathParams.map(({ name }) => name).filter((name) => name !== "orgId" || OF_ANOTHER.has(operation.id));
  const inputs = [...names, ...(as === "ofPatient" ? ["patientId"] : [])].map((name) => `${name}: string`);
  if (as === "upload") inputs.push("csv: string");
  else if (operation.body !== null) inputs.push(`body${operation.body.required ? "" : "?"}: ${body}`);
  else if (query !== "never" && as !== "file") inputs.push(`query${isQueryNeeded ? "" : "?"}: ${query}`);
  const result = isDownload(method) ? "Download" : isList ? `Paged<${item}, ${answer}>` : `Call<${answer}>`;
  return `(${[...inputs, "options?: CallOptions"].join(", ")}): ${result}`;
}

const pascal = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`;
const constant = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

function renderMethods(methods: readonly Method[], indent: string): string {
  const own = methods.filter(({ name }) => !name.includes("."));
  const groupNames = new Set(methods.filter(({ name }) => name.includes(".")).map(({ name }) => name.split(".")[0] ?? ""));
  const lines = own.map((method) => `${doc(method.doc, indent)}${indent}${method.name}${signatureOf(method)};`);
  const groups = [...groupNames].map((name) => {
    const inner = methods.filter((method) => method.name.startsWith(`${name}.`)).map((method) => ({ ...method, name: method.name.slice(name.length + 1) }));
    return `${indent}readonly ${name}: {\n${renderMethods(inner, `${indent}  `)}\n${indent}};`;
  });
  return [...lines, ...groups].join("\n");
}

export function renderNamespaces(): { tables: string; types: string; coverage: string } {
  const namespaces = findNamespaces();
  const head = "// Generated from the contract by packages/sdk/generate.ts; do not edit.";
  const tables = namespaces.map(({ name, methods }) => `export const ${constant(name)} = \`${methods.map(rowOf).join("\n")}\`;`);
  const types = namespaces.map(({ name, doc: about, methods }) => `${doc(about, "")}export interface ${pascal(name)}Methods {\n${renderMethods(methods, "  ")}\n}`);
  const text = types.join("\n\n");
  const signatures = namespaces.flatMap(({ methods }) => methods.map(signatureOf)).join("\n");
  const models = modelNames().filter((name) => new RegExp(`\\b${name}\\b`).test(signatures));
  const coverage = all.map(({ id, sdk }) => `  ${id}: "${sdk?.namespace}.${sdk?.method}",`);
  return {
    tables: `${head}\n\n${tables.join("\n\n")}\n`,
    types: `${head}\nimport type { Call } from "../call.js";\nimport type { Download } from "../download.js";\nimport type { CallOptions } from "../options.js";\nimport type { Paged } from "../paginate.js";\nimport type {\n  ${models.join(", ")},\n} from "./models.js";\n\n${text}\n`,
    coverage: `${head}\n\n/** The method of each operation. */\nexport const METHODS = {\n${coverage.join("\n")}\n} as const;\n`,
  };
}
