/** The parts of an OpenAPI 3.1 document the generator reads. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  enum?: unknown[];
  required?: string[];
  readOnly?: boolean;
  example?: unknown;
  examples?: unknown[];
  "x-phi"?: boolean;
  "x-problem-status"?: Record<string, number>;
  [keyword: string]: unknown;
};

export type Example = { value?: unknown };
export type MediaType = { schema?: Schema; example?: unknown; examples?: Record<string, Example> };
export type Content = Record<string, MediaType>;
export type Parameter = {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  schema: Schema;
  example?: unknown;
  examples?: Record<string, Example>;
};
export type Header = { schema?: Schema; example?: unknown };
export type Answer = { content?: Content; headers?: Record<string, Header> };
export type OperationObject = {
  operationId: string;
  tags: string[];
  summary: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Answer>;
  security?: Record<string, string[]>[];
  "x-permission": string;
  "x-audit": false | { resource: string; action: string };
  "x-sdk"?: { namespace: string; method: string };
  "x-cli"?: { command: string; columns?: string[] };
  "x-pagination"?: { cursor: string; items: string; next: string };
  "x-problems"?: string[];
  "x-max-bytes"?: number;
  "x-idempotency"?: string;
  "x-fhir"?: boolean;
  deprecated?: boolean;
  "x-deprecation"?: { since: string; sunset: string };
};
export type Document = {
  info: { version: string };
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, Schema> };
};

export const METHODS = ["get", "post", "put", "patch", "delete"] as const;
export type Method = (typeof METHODS)[number];

/** An operation with its place, every reference but those to schemas resolved. */
export type Placed = { path: string; method: Method; operation: OperationObject };

export function resolveReference(document: Document, reference: string): unknown {
  const names = reference.slice(2).split("/");
  return names.reduce<unknown>((node, name) => {
    const key = name.replaceAll("~1", "/").replaceAll("~0", "~");
    return (node as Record<string, unknown>)[key];
  }, document);
}

/** Operations of FHIR: their bodies are FHIR's own, and the server's tables say what they are. No code is made of them. */
export function isFhir({ "x-fhir": fhir }: OperationObject): boolean {
  return fhir === true;
}

/** The operations of the REST API. */
export function listOperations(document: Document): Placed[] {
  return listAllOperations(document).filter(({ operation }) => !isFhir(operation));
}

/** Those of FHIR as well. */
export function listAllOperations(document: Document): Placed[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => ({
      path,
      method,
      operation: resolveOperation(document, item, item[method] as OperationObject),
    })),
  );
}

function resolveOperation(document: Document, item: Record<string, unknown>, operation: OperationObject): OperationObject {
  const resolve = <Node>(node: Node): Node => {
    const reference = (node as { $ref?: string }).$ref;
    return reference === undefined ? node : (resolveReference(document, reference) as Node);
  };
  const parameters = [...((item["parameters"] as Parameter[] | undefined) ?? []), ...(operation.parameters ?? [])];
  const responses = Object.entries(operation.responses).map(([status, answer]) => [status, resolve(answer)]);
  return {
    ...operation,
    parameters: parameters.map(resolve),
    responses: Object.fromEntries(responses) as OperationObject["responses"],
    security: operation.security ?? document.security,
    ...(operation.requestBody === undefined ? {} : { requestBody: resolve(operation.requestBody) }),
  };
}

export function componentName(schema: Schema | undefined): string | null {
  const prefix = "#/components/schemas/";
  return schema?.$ref?.startsWith(prefix) ? schema.$ref.slice(prefix.length) : null;
}

/** Follows references, and an `allOf` around a single one, to the schema that says the type. */
export function resolveSchema(document: Document, schema: Schema): Schema {
  if (schema.$ref !== undefined) return resolveSchema(document, resolveReference(document, schema.$ref) as Schema);
  const [only] = schema.allOf ?? [];
  return only !== undefined && schema.type === undefined ? resolveSchema(document, only) : schema;
}

/** Forms are objects of texts: they are checked as JSON is. */
export function isObject(mediaType: string): boolean {
  return isJson(mediaType) || mediaType === "application/x-www-form-urlencoded";
}

export function isJson(mediaType: string): boolean {
  return mediaType === "application/json" || mediaType.endsWith("+json");
}
