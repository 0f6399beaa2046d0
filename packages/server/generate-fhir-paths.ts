// Writes FHIR's part of the contract from the tables that route and search.
import { readFileSync, writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { FHIR_ROOT, INTERACTIONS, type Interaction } from "./src/features/fhir/interactions.js";
import { permits } from "./src/features/fhir/permits.js";
import { FHIR_TYPES } from "./src/features/fhir/table.js";

const root = new URL("../../", import.meta.url);
const FILE = "openapi/paths/fhir.yaml";
const MEDIA_TYPE = "application/fhir+json";

const FREE = { schema: { type: "object", description: "A resource of FHIR R4 (http://hl7.org/fhir/R4)." } };
const BODIES: Record<NonNullable<Interaction["body"]>, object> = {
  resource: { [MEDIA_TYPE]: FREE },
  bundle: { [MEDIA_TYPE]: FREE },
  parameters: { [MEDIA_TYPE]: FREE },
  patch: { "application/json-patch+json": { schema: { type: "array", items: { type: "object" } } }, [MEDIA_TYPE]: FREE },
  form: { "application/x-www-form-urlencoded": { schema: { type: "object" } } },
};

const MEANINGS: Record<number, string> = {
  200: "Done.", 201: "Created.", 202: "Accepted.", 204: "Done; there is nothing to say.", 304: "Not modified.", 400: "The request is not what FHIR says.",
  401: "There is no valid access token.", 403: "The permission or the scope is missing.", 404: "There is no such resource.", 405: "The type does not take part in this interaction.",
  406: "No other form than JSON is answered.", 409: "It stands against what is there.", 410: "The resource is deleted.", 412: "A condition does not hold.",
  413: "The body is too large.", 415: "The body has a media type that is not taken.", 422: "The content breaks a rule of FHIR or of the platform.",
  429: "Too many requests.", 500: "The server failed.", 503: "The server cannot answer at the moment.",
};
const SHARED = [400, 406, 429, 500, 503];
const WITHOUT_BODY = [204, 304];

const answerOf = (status: number) => ({
  description: MEANINGS[status]!,
  ...(!WITHOUT_BODY.includes(status) && { content: { [MEDIA_TYPE]: status < 300 ? FREE : { schema: { type: "object", description: "An OperationOutcome." } } } }),
});

const statusesOf = ({ open, statuses }: Interaction): number[] =>
  [...new Set([...statuses, ...SHARED, ...(open ? [] : [401, 403])])].toSorted((one, other) => one - other);

const typesOf = (interaction: Interaction): string[] => FHIR_TYPES.filter((type) => permits(type, interaction)).map(({ type }) => type);

/** `type` is what this interaction takes; ids and versions are FHIR's. */
const parametersOf = (interaction: Interaction): object[] =>
  [...interaction.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name, in: "path", required: true,
    schema: name === "type" ? { type: "string", enum: typesOf(interaction) } : { type: "string", pattern: "^[A-Za-z0-9\\-.]{1,64}$", maxLength: 64 },
  }));

const operationOf = (interaction: Interaction): object => {
  const { id, summary, open, body, statuses } = interaction;
  const parameters = parametersOf(interaction);
  return {
    operationId: id, tags: ["FHIR"], summary,
    description: `${summary}, as http://hl7.org/fhir/R4/http.html has it. Parameters of a search are those that \`GET ${FHIR_ROOT}/metadata\` names.`,
    "x-fhir": true,
    ...(open && { security: [] }),
    ...(parameters.length && { parameters }),
    ...(body && { requestBody: { required: body !== "parameters" && body !== "form", content: BODIES[body] } }),
    responses: Object.fromEntries(statusesOf({ ...interaction, statuses }).map((status) => [String(status), answerOf(status)])),
  };
};

const paths = [...new Set(INTERACTIONS.map(({ path }) => path))].map((path) => {
  const interactions = INTERACTIONS.filter((each) => each.path === path);
  return { path, name: interactions[0]!.id, item: Object.fromEntries(interactions.map((each) => [each.method, operationOf(each)])) };
});

const head = "# Generated from FHIR's tables by packages/server/generate-fhir-paths.ts; do not edit.\n";
const items = Object.fromEntries(paths.map(({ name, item }) => [name, item]));
writeFileSync(new URL(FILE, root), head + stringify(items, { lineWidth: 0, aliasDuplicateObjects: false }));

// The root names each path; those of FHIR stand together before the webhooks.
const contract = new URL("openapi.yaml", root);
const others = readFileSync(contract, "utf8").split("\n").filter((line) => !line.includes(`"${FILE}#/`));
const lines = paths.map(({ path, name }) => `  ${FHIR_ROOT}${path}: { $ref: "${FILE}#/${name}" }`);
others.splice(others.indexOf("webhooks:"), 0, ...lines);
writeFileSync(contract, others.join("\n"));
