import type { Parameters, ParametersParameter } from "fhir/r4.js";
import type { Core } from "../core.js";
import { Download } from "../download.js";
import { RateLimitError, UnexpectedResponseError } from "../errors.js";
import type { CallOptions } from "../options.js";
import { readRetryAfter } from "../retry.js";
import type { BulkExport, BulkFile } from "./bulk-export.js";
import { ask, operation, placeOf } from "./request.js";
import type { ResourceType } from "./types.js";

/** What is exported: of a group, of all patients, of some, or of the whole organization. */
export type ExportAsk = {
  /** The members of this Group and what is theirs: each program has one. */
  group?: string | undefined;
  /** All patients and what is theirs, or those of these ids. */
  patients?: "all" | readonly string[] | undefined;
  /** These types alone. */
  types?: readonly ResourceType[] | undefined;
  /** What was written at this time or later. */
  since?: Date | string | undefined;
  /** Searches that narrow a type, as `Observation?category=vital-signs`. */
  typeFilters?: readonly string[] | undefined;
  /** These elements alone, and what a resource must have. */
  elements?: readonly string[] | undefined;
};

/** How an export is waited for. */
export type ExportOptions = CallOptions & {
  /** Goes on with an export that was begun, as `onStarted` named it. */
  job?: string | undefined;
  /** Told the export's name, to be kept by who may be interrupted. */
  onStarted?: ((job: string) => void) | undefined;
  /** Told what the server says of how far it is, while it works. */
  onProgress?: ((progress: string) => void) | undefined;
};

type Listed = { type: string; url: string; count?: number };
type Manifest = { transactionTime: string; output: Listed[]; error?: Listed[]; deleted?: Listed[] };

const PATIENTS = operation("fhirExportPatients", "POST", "/Patient/$export", "kb");
const GROUP = operation("fhirExportGroup", "POST", "/Group/{id}/$export", "kb");
const ALL = operation("fhirExport", "POST", "/$export", "kb");

/** Milliseconds, where the server does not say when to ask again. */
const PATIENCE = 2_000;

export async function runExport(core: Core, asked: ExportAsk, { job: begun, onStarted, onProgress, ...options }: ExportOptions = {}): Promise<BulkExport> {
  const job = begun ?? (await begin(core, asked, options));
  onStarted?.(job);
  try {
    const { output, error = [], deleted = [], transactionTime } = await wait(core, job, options, onProgress);
    const open = (files: Listed[]): BulkFile[] => files.map(({ type, url, count }) => ({ type, count, open: (own) => openFile(core, url, { ...options, ...own }) }));
    return { job, transactionTime, files: open(output), errors: open(error), deleted: open(deleted), remove: (own) => remove(core, job, own) };
  } catch (error) {
    // Nobody will fetch it: the server need not go on.
    if (options.signal?.aborted === true) await remove(core, job).catch(() => undefined);
    throw error;
  }
}

async function begin(core: Core, asked: ExportAsk, options: CallOptions): Promise<string> {
  const { group, patients } = asked;
  const kind = group !== undefined ? GROUP : patients !== undefined ? PATIENTS : ALL;
  const { response } = await ask(core, kind, { path: { id: group ?? "" }, body: toParameters(asked) }, options, { Prefer: "respond-async" }).withResponse();
  return pathOf(response.headers.get("Content-Location") ?? "", kind.id);
}

function toParameters({ patients, types, since, typeFilters, elements }: ExportAsk): Parameters {
  const texts = (name: string, values: readonly string[] | undefined): ParametersParameter[] => (values?.length ? [{ name, valueString: values.join(",") }] : []);
  return {
    resourceType: "Parameters",
    parameter: [
      ...texts("_type", types),
      ...(since === undefined ? [] : [{ name: "_since", valueInstant: typeof since === "string" ? since : since.toISOString() }]),
      ...(typeFilters ?? []).map((valueString) => ({ name: "_typeFilter", valueString })),
      ...texts("_elements", elements),
      ...(Array.isArray(patients) ? patients.map((id: string) => ({ name: "patient", valueReference: { reference: `Patient/${id}` } })) : []),
    ],
  };
}

async function wait(core: Core, job: string, options: CallOptions, onProgress?: (progress: string) => void): Promise<Manifest> {
  for (;;) {
    const delayMs = await askStatus(core, job, options, onProgress);
    if (typeof delayMs !== "number") return delayMs;
    await core.wire.timing.sleep(delayMs, options.signal);
  }
}

async function askStatus(core: Core, job: string, options: CallOptions, onProgress?: (progress: string) => void): Promise<Manifest | number> {
  try {
    const { operation: asked, path } = placeOf("fhirExportStatus", "GET", job);
    const { data, response } = await ask(core, asked, { path }, options, { Accept: "application/json" }).withResponse();
    if (response.status !== 202) return data as Manifest;
    onProgress?.(response.headers.get("X-Progress") ?? "");
    return readRetryAfter(response.headers) ?? PATIENCE;
  } catch (error) {
    // Asked too often: the export goes on all the same.
    if (error instanceof RateLimitError) return error.retryAfterMs ?? PATIENCE;
    throw error;
  }
}

async function remove(core: Core, job: string, options?: CallOptions): Promise<void> {
  const { operation: asked, path } = placeOf("fhirExportCancel", "DELETE", job);
  await ask(core, asked, { path }, options);
}

function openFile(core: Core, url: string, options: CallOptions): Download {
  const { operation: asked, path } = placeOf("fhirExportFile", "GET", pathOf(url, "fhirExportFile"), "d");
  return new Download(async (headers) => {
    const { exchange, open } = core.prepare(asked, { path }, { ...options, headers: { Accept: "application/fhir+ndjson", ...options.headers, ...headers } });
    return { response: await open(), exchange };
  }, options.maxRetries ?? core.defaults.maxRetries ?? 2);
}

/** The part below `/fhir/R4/`: where the server is, the client knows, and its token goes nowhere else. */
function pathOf(url: string, id: string): string {
  const [, path] = /\/fhir\/R4\/([^?#]+)/.exec(url) ?? [];
  if (path !== undefined) return path;
  throw new UnexpectedResponseError(`The answer to ${id} names no address below /fhir/R4.`, { status: 202, operation: id });
}
