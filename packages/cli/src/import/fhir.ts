import type { Readable } from "node:stream";
import { fhirOf } from "@vitaledge/sdk/fhir";
import type { FhirApi, ResourceOf } from "@vitaledge/sdk/fhir";
import { ApiError } from "@vitaledge/sdk";
import type { VitalEdge } from "@vitaledge/sdk";
import { NOTHING, rejected, toRejection } from "./importing.js";
import type { Importing } from "./importing.js";
import { addCounts } from "./journal.js";
import type { Sent } from "./journal.js";
import { chooseFormat, parseRow, readNdjson } from "./rows.js";
import type { Body, ReadRows, Rejection, Row } from "./rows.js";

type Bundle = ResourceOf<"Bundle">;
type Response = NonNullable<NonNullable<Bundle["entry"]>[number]["response"]>;

/** Resources a batch: what a server takes in one request, and a person waits for. */
const CHUNK = 100;

/**
 * Resources go in batches, one after the other, since later ones refer to earlier ones. What has an id is written under it, what has none
 * is made; a Bundle goes by itself, as the transaction or batch that it is, or has its resources sent so.
 */
export function importingFhir(ve: VitalEdge, signal: AbortSignal): Importing {
  const api = fhirOf(ve);
  return {
    what: "fhir", rows: readResources, chunk: CHUNK, concurrency: 1,
    prepare: async (row) => (typeof row.body["resourceType"] === "string" ? row : { ...row, problem: { code: "invalid_request", detail: "It has no resourceType." } }),
    async send(rows, key) {
      const bundles = rows.filter(({ body }) => body["resourceType"] === "Bundle");
      const others = rows.filter(({ body }) => body["resourceType"] !== "Bundle");
      const sent: Sent[] = [];
      for (const row of bundles) sent.push(await sendBundle(api, row, { signal, idempotencyKey: `${key}-${row.line}` }));
      if (others.length > 0) sent.push(await sendBatch(api, others, { signal, idempotencyKey: key }));
      return sent.reduce(join, NOTHING);
    },
  };
}

type Call = { signal: AbortSignal; idempotencyKey: string };

async function sendBundle(api: FhirApi, row: Row, call: Call): Promise<Sent> {
  const { type, entry = [] } = row.body as unknown as Bundle;
  const isRequest = type === "transaction" || type === "batch";
  const text = isRequest ? textOf(row) : JSON.stringify({ resourceType: "Bundle", type: "transaction", entry: entry.map((each) => ({ ...each, search: undefined, response: undefined, request: requestOf(each.resource ?? {}) })) });
  try {
    const answers = (await api.transaction(text, call)).entry ?? [];
    return answers.map(({ response }, at) => judge(row, response, entry[at]?.resource)).reduce(join, NOTHING);
  } catch (error) {
    return rejected(row, toRejection(error));
  }
}

/** A batch that is too large is halved: how much a server takes is its own affair. */
async function sendBatch(api: FhirApi, rows: readonly Row[], call: Call): Promise<Sent> {
  const entries = rows.map((row) => `{"resource":${textOf(row)},"request":${JSON.stringify(requestOf(row.body))}}`);
  try {
    const { entry = [] } = await api.transaction(`{"resourceType":"Bundle","type":"batch","entry":[${entries.join(",")}]}`, call);
    return rows.map((row, at) => judge(row, entry[at]?.response)).reduce(join, NOTHING);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 413) throw error;
    const [first] = rows;
    if (rows.length <= 1) return first === undefined ? NOTHING : rejected(first, toRejection(error));
    const middle = Math.ceil(rows.length / 2);
    const halves = [rows.slice(0, middle), rows.slice(middle)];
    const sent: Sent[] = [];
    for (const [at, half] of halves.entries()) sent.push(await sendBatch(api, half, { ...call, idempotencyKey: `${call.idempotencyKey}.${at}` }));
    return sent.reduce(join, NOTHING);
  }
}

function requestOf({ resourceType, id }: { resourceType?: unknown; id?: unknown }): { method: string; url: string } {
  return typeof id === "string" ? { method: "PUT", url: `${String(resourceType)}/${id}` } : { method: "POST", url: String(resourceType) };
}

/** What was written before is known, whether or not this changed it. */
function judge(row: Row, { status = "", outcome }: Partial<Response> = {}, resource: unknown = row.body): Sent {
  if (status.startsWith("201")) return { ...NOTHING, counts: { ...NOTHING.counts, created: 1 } };
  if (status.startsWith("2")) return { ...NOTHING, counts: { ...NOTHING.counts, duplicates: 1 } };
  return rejected({ line: row.line, body: resource as Body }, describe(outcome, status));
}

function describe(outcome: Response["outcome"], status: string): Rejection {
  const [issue] = outcome?.resourceType === "OperationOutcome" ? (outcome as ResourceOf<"OperationOutcome">).issue : [];
  return { code: issue?.details?.coding?.[0]?.code ?? status, detail: [issue?.expression?.join(), issue?.details?.text].filter(Boolean).join(": ") };
}

function join(one: Sent, other: Sent): Sent {
  const counts = { ...one.counts };
  addCounts(counts, other.counts);
  return { counts, rejects: [...one.rejects, ...other.rejects] };
}

/** As it stands in the file: a parser would lose decimals. */
function textOf({ body, text }: Row): string {
  return text ?? JSON.stringify(body);
}

const readResources: ReadRows = (file, format) => (chooseFormat(file, format, ["ndjson", "json"]) === "json" ? readWhole : readNdjson);

/** A file that is one resource is one row. */
async function* readWhole(source: Readable): AsyncGenerator<Row> {
  let text = "";
  for await (const piece of source.setEncoding("utf8")) text += String(piece);
  yield parseRow(text.replace(/^\uFEFF/, ""), 1);
}
