import { _ } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import type { Content, Document, Parameter, Placed, Schema } from "./document.js";
import { componentName, isObject, listOperations } from "./document.js";
import { createAjv, reachableComponents, toValidatorSchema } from "./schemas.js";

const HEAD = "// Generated from openapi.yaml by packages/contract/generate.ts; do not edit.\n";

/** The names under which one operation's functions stand in the two modules. */
type Side = { readonly ids: Map<string, Schema>; name(id: string, schema: Schema): string };

function createSide(prefix: string): Side {
  const ids = new Map<string, Schema>();
  return {
    ids,
    name(id, schema) {
      const component = componentName(schema);
      // A slash in an id would be a folder to the references inside the schema.
      const key = component ?? id.replace(/\W/g, "_");
      if (component === null) ids.set(key, schema);
      else ids.set(key, {});
      return `${prefix}.${exportName(key)}`;
    },
  };
}

function exportName(id: string): string {
  return `_${id}`;
}

export async function renderValidators(document: Document, directory: string): Promise<string> {
  const requests = createSide("requests");
  const answers = createSide("answers");
  const rows = listOperations(document).map((placed) => renderEntry(placed, requests, answers));
  const names = [...reachableComponents(document, listRequestSchemas(document))].sort();
  const schemas = names.map((name) => `  ${name}: ${requests.name(name, { $ref: `#/components/schemas/${name}` })},`);
  const main = [
    'import * as requests from "./requests.js";',
    'import * as answers from "./answers.js";',
    `export const validators = {\n${rows.join("\n")}\n};`,
    `export const schemas = {\n${schemas.join("\n")}\n};\n`,
  ].join("\n");
  return bundleCode(directory, {
    "./main.js": main,
    "./requests.js": compileSide(document, requests, true),
    "./answers.js": compileSide(document, answers, false),
  });
}

function listRequestSchemas(document: Document): unknown[] {
  return listOperations(document).map(({ operation }) => operation.requestBody?.content ?? {});
}

function renderEntry({ operation }: Placed, requests: Side, answers: Side): string {
  const { operationId, parameters = [], requestBody, responses } = operation;
  const within = (place: Parameter["in"]) => parameters.filter((each) => each.in === place);
  const statuses = Object.entries(responses).map(
    ([status, answer]) => `      ${status}: ${renderContent(answer.content ?? {}, answers, `${operationId}.${status}`)},`,
  );
  return [
    `  ${operationId}: {`,
    `    path: ${requests.name(`${operationId}.path`, toObjectSchema(within("path")))},`,
    `    query: ${requests.name(`${operationId}.query`, toObjectSchema(within("query")))},`,
    `    body: ${renderContent(requestBody?.content ?? {}, requests, `${operationId}.body`)},`,
    `    responses: {\n${statuses.join("\n")}\n    },`,
    "  },",
  ].join("\n");
}

function renderContent(content: Content, side: Side, id: string): string {
  const entries = Object.entries(content).map(([mediaType, { schema = {} }]) => {
    const name = isObject(mediaType) ? side.name(`${id}.${mediaType}`, schema) : "null";
    return `${JSON.stringify(mediaType)}: ${name}`;
  });
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function toObjectSchema(parameters: Parameter[]): Schema {
  return {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required === true).map(({ name }) => name),
  };
}

/** Requests report all that is wrong with them; an answer that breaks the contract is wrong at the first fault. */
function compileSide(document: Document, side: Side, allErrors: boolean): string {
  const ajv = createAjv(document, { allErrors, messages: allErrors, code: { source: true, esm: true, lines: true, formats: _`formats` } });
  const components = document.components.schemas;
  for (const [id, schema] of side.ids) {
    if (components[id] === undefined) ajv.addSchema({ $id: id, ...toValidatorSchema(schema) });
  }
  const exported = Object.fromEntries([...side.ids.keys()].map((id) => [exportName(id), id]));
  const code = (standalone as unknown as typeof standalone.default)(ajv, exported);
  return `import { formats } from "./formats.ts";\n${code}`;
}

async function bundleCode(directory: string, modules: Record<string, string>): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: modules["./main.js"] ?? "", resolveDir: directory, sourcefile: "main.js" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    absWorkingDir: directory,
    legalComments: "none",
    plugins: [
      {
        name: "compiled-schemas",
        setup(builder) {
          builder.onResolve({ filter: /^\.\/(requests|answers)\.js$/ }, ({ path }) => ({ path, namespace: "compiled" }));
          builder.onLoad({ filter: /.*/, namespace: "compiled" }, ({ path }) => ({
            contents: modules[path] ?? "",
            resolveDir: directory,
          }));
        },
      },
    ],
  });
  return HEAD + tidyPaths(outputFiles[0]?.text ?? "");
}

/** The bundler names modules by their place on disk, which differs with the package manager's layout. */
function tidyPaths(code: string): string {
  return code.replace(/^\s*\/\/ .*\n/gm, "").replace(/"[^"\n]*\/node_modules\/((?:ajv|fast-|ajv-formats)[^"\n]*)"/g, '"$1"');
}

export const VALIDATOR_TYPES = `${HEAD}import type { OperationId } from "@vitaledge/contract";

export type ValidationError = {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
};

/** The errors of the last call stand on the function: read them at once. */
export type Validate = ((value: unknown) => boolean) & { errors?: ValidationError[] | null };

export type OperationValidators = {
  readonly path: Validate;
  readonly query: Validate;
  /** By media type; null where the body is not JSON. */
  readonly body: Readonly<Record<string, Validate | null>>;
  /** By status and media type; null where the body is not JSON. */
  readonly responses: Readonly<Record<string, Readonly<Record<string, Validate | null>>>>;
};

export declare const validators: { readonly [Id in OperationId]: OperationValidators };

/** The components that requests are made of, by name. */
export declare const schemas: Readonly<Record<string, Validate>>;
`;
