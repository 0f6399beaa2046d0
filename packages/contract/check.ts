import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Validator } from "@seriousme/openapi-schema-validator";
import { bundleContract } from "./bundle.js";
import type { Document, Example, OperationObject, Schema } from "./document.js";
import { isObject, listOperations } from "./document.js";
import { createAjv, toValidatorSchema } from "./schemas.js";

type Sample = { at: string; schema: Schema; value: unknown };

const document = bundleContract(join(dirname(fileURLToPath(import.meta.url)), "../.."));
const samples = [...listSchemaSamples(document), ...listOperations(document).flatMap(({ operation }) => listSamples(operation))];
const failures = [...(await checkDocument(document)), ...checkSamples(document, samples), ...checkProblems(document)];
for (const failure of failures) console.error(failure);
console.log(`contract: ${samples.length} examples checked, ${failures.length} failures`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function checkDocument(contract: Document): Promise<string[]> {
  const { valid, errors } = await new Validator().validate(structuredClone(contract) as unknown as Record<string, unknown>);
  return valid ? [] : [`openapi.yaml is no OpenAPI 3.1 document: ${JSON.stringify(errors)}`];
}

function listSchemaSamples({ components }: Document): Sample[] {
  return Object.entries(components.schemas).flatMap(([name, schema]) =>
    findSchemas(schema, name).flatMap(([at, part]) =>
      [...(part.examples ?? []), ...(part.example === undefined ? [] : [part.example])].map((value) => ({
        at: `schema ${at}`,
        schema: part,
        value,
      })),
    ),
  );
}

/** The schema and the ones written inside it. */
function findSchemas(schema: Schema, at: string): [string, Schema][] {
  const inner: [string, Schema | undefined][] = [
    ...Object.entries(schema.properties ?? {}),
    ["[*]", schema.items],
    ...[...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map(
      (part, index): [string, Schema] => [String(index), part],
    ),
  ];
  return [[at, schema], ...inner.flatMap(([name, part]) => (part === undefined ? [] : findSchemas(part, `${at}/${name}`)))];
}

function listSamples({ operationId, parameters = [], requestBody, responses }: OperationObject): Sample[] {
  const answers = Object.entries(responses);
  return [
    ...parameters.flatMap((each) => takeValues(`${operationId} ${each.name}`, each)),
    ...Object.entries(requestBody?.content ?? {}).flatMap(([type, body]) => takeValues(`${operationId} ${type}`, body, type)),
    ...answers.flatMap(([status, { content = {} }]) =>
      Object.entries(content).flatMap(([type, body]) => takeValues(`${operationId} ${status} ${type}`, body, type)),
    ),
    ...answers.flatMap(([status, { headers = {} }]) =>
      Object.entries(headers).flatMap(([name, header]) => takeValues(`${operationId} ${status} ${name}`, header)),
    ),
  ];
}

type Exemplified = { schema?: Schema; example?: unknown; examples?: Record<string, Example> };

/** A body that is not JSON is described as a string, and so is its example. */
function takeValues(at: string, { schema, example, examples = {} }: Exemplified, mediaType = "application/json"): Sample[] {
  if (schema === undefined) return [];
  const values = [...(example === undefined ? [] : [example]), ...Object.values(examples).map(({ value }) => value)];
  const kept = isObject(mediaType) ? values : values.filter((value) => typeof value === "string");
  return kept.map((value) => ({ at, schema, value }));
}

function checkSamples(contract: Document, all: Sample[]): string[] {
  const ajv = createAjv(contract, { allErrors: true });
  return all.flatMap(({ at, schema, value }) => {
    const validate = ajv.compile(toValidatorSchema(schema));
    return validate(value) ? [] : [`${at}: the example breaks its schema: ${ajv.errorsText(validate.errors)}`];
  });
}

/** Each code has one status, and an operation that names a code lists its status. */
function checkProblems(contract: Document): string[] {
  const { enum: codes = [], "x-problem-status": statuses = {} } = contract.components.schemas["ProblemCode"] ?? {};
  const unequal = JSON.stringify(codes) === JSON.stringify(Object.keys(statuses)) ? [] : ["ProblemCode: enum and x-problem-status differ"];
  const wrong = listOperations(contract).flatMap(({ operation }) =>
    (operation["x-problems"] ?? []).flatMap((code) => {
      const status = statuses[code];
      if (status === undefined) return [`${operation.operationId}: ${code} is no code of a problem`];
      return status in operation.responses ? [] : [`${operation.operationId}: ${code} needs the answer ${status}`];
    }),
  );
  return [...unequal, ...wrong];
}
