import type { Bundle, CapabilityStatement, FhirResource, OperationOutcome, Parameters } from "fhir/r4.js";
import type { Call } from "../call.js";
import type { Core, Input } from "../core.js";
import type { CallOptions } from "../options.js";
import { parseJson } from "../problem.js";
import type { VitalEdge } from "../vital-edge.js";
import { runExport } from "./bulk.js";
import type { ExportAsk, ExportOptions } from "./bulk.js";
import type { BulkExport } from "./bulk-export.js";
import { everything, history, lastn, search } from "./lists.js";
import type { History, Search } from "./lists.js";
import { ask, operation, placeOf, readParameters, writeParameters } from "./request.js";
import type { CreateOptions, Given, NeedsTypes, PatchStep, ResourceOf, ResourceType, SearchParameters, Stored, UpdateOptions, Which } from "./types.js";

/** FHIR R4 on the session, the retries and the clocks of the client. */
export interface FhirApi {
  /** A resource as it is now. */
  read<T extends ResourceType>(type: T, id: string, options?: CallOptions): Call<Stored<ResourceOf<T>>>;
  /** A version of a resource. */
  vread<T extends ResourceType>(type: T, id: string, version: string, options?: CallOptions): Call<Stored<ResourceOf<T>>>;
  /** Versions of a resource, of all of a type, or of everything. */
  history<T extends ResourceType>(type?: T, id?: string, parameters?: SearchParameters, options?: CallOptions): History<ResourceOf<T>>;
  /** `for await (const { resource } of fhir.search("Observation", { patient: id }))`. It goes out as a POST, so that names stand in no address. */
  search<T extends ResourceType>(type: T, parameters?: SearchParameters, options?: CallOptions): Search<Stored<ResourceOf<T>>>;
  /** Makes a resource; the server gives it its id. */
  create<T extends ResourceType>(resource: Given<T>, options?: CreateOptions): Call<Stored<ResourceOf<T>>>;
  /** Writes a resource under its id, which may be new. With `etag` what changed since is not written over. */
  update<T extends ResourceType>(resource: Given<T>, options?: UpdateOptions): Call<Stored<ResourceOf<T>>>;
  /** Changes parts of a resource, by JSON Patch or by FHIRPath Patch. */
  patch<T extends ResourceType>(type: T, id: Which, change: readonly PatchStep[] | Parameters, options?: CallOptions): Call<Stored<ResourceOf<T>>>;
  /** Deletes a resource. */
  delete(type: ResourceType, id: Which, options?: CallOptions): Call<undefined>;
  /** A Bundle of requests: of a transaction all or none, of a batch each by itself. */
  transaction(bundle: Bundle<FhirResource> | Bundle | string, options?: CallOptions): Call<Bundle<FhirResource | OperationOutcome>>;
  /** What the server can do; asks for no session. */
  capabilities(options?: CallOptions): Call<CapabilityStatement>;
  /** A patient and what belongs to them. */
  everything(patientId: string, parameters?: SearchParameters, options?: CallOptions): Search<Stored<FhirResource>>;
  /** The latest observations of each code. */
  lastn(parameters: SearchParameters, options?: CallOptions): Search<Stored<ResourceOf<"Observation">>>;
  /** What is wrong with a resource, without writing it. */
  validate(resource: FhirResource, options?: CallOptions): Call<OperationOutcome>;
  /** Any other operation: `fhir.operation("Patient/a/$meta")` by GET, and with a body by POST. */
  operation<R extends FhirResource>(path: string, asked?: SearchParameters | Parameters, options?: CallOptions): Call<R>;
  /** Has the server write files, and answers when they are there. Aborting its signal cancels it. */
  export(asked?: ExportAsk, options?: ExportOptions): Promise<BulkExport>;
}

const READ = operation("fhirRead", "GET", "/{type}/{id}");
const VREAD = operation("fhirVread", "GET", "/{type}/{id}/_history/{version}");
const CREATE = operation("fhirCreate", "POST", "/{type}", "kb");
const UPDATE = operation("fhirUpdate", "PUT", "/{type}/{id}", "b");
const PATCH = operation("fhirPatch", "PATCH", "/{type}/{id}", "b");
const DELETE = operation("fhirDelete", "DELETE", "/{type}/{id}");
const UPDATE_WHERE = operation("fhirConditionalUpdate", "PUT", "/{type}", "b");
const PATCH_WHERE = operation("fhirConditionalPatch", "PATCH", "/{type}", "b");
const DELETE_WHERE = operation("fhirConditionalDelete", "DELETE", "/{type}");
const BUNDLE = operation("fhirBundle", "POST", "", "kb");
const CAPABILITIES = operation("fhirCapabilities", "GET", "/metadata", "nx");
const VALIDATE = operation("fhirValidate", "POST", "/{type}/$validate", "rb");

/** For `createClient(options, { fhir })`. */
export function fhir(core: NeedsTypes<Core>): FhirApi {
  const to = <T>(call: Call<unknown>): Call<T> => call as Call<T>;
  return {
    read: (type, id, options) => to(ask(core, READ, { path: { type, id } }, options)),
    vread: (type, id, version, options) => to(ask(core, VREAD, { path: { type, id, version } }, options)),
    history: (type, id, parameters, options) => history(core, { type, id }, parameters, options),
    search: (type, parameters, options) => search(core, type, parameters, options),
    create: (resource, { ifNoneExist, ...options } = {}) => {
      const own = ifNoneExist === undefined ? undefined : { "If-None-Exist": writeParameters(ifNoneExist) };
      return to(ask(core, CREATE, { path: { type: headOf(resource).resourceType }, body: resource }, options, own));
    },
    update: (resource, { where, ...options } = {}) => {
      const { resourceType, id = "" } = headOf(resource);
      return to(ask(core, where === undefined ? UPDATE : UPDATE_WHERE, { ...place(resourceType, where ?? id), body: resource }, options));
    },
    patch: (type, id, change, options) => {
      const own = Array.isArray(change) ? { "Content-Type": "application/json-patch+json" } : undefined;
      return to(ask(core, typeof id === "string" ? PATCH : PATCH_WHERE, { ...place(type, id), body: change }, options, own));
    },
    delete: (type, id, options) => ask(core, typeof id === "string" ? DELETE : DELETE_WHERE, place(type, id), options).map(() => undefined),
    transaction: (bundle, options) => to(ask(core, BUNDLE, { path: {}, body: bundle }, options)),
    capabilities: (options) => to(ask(core, CAPABILITIES, { path: {} }, options)),
    everything: (id, parameters, options) => everything(core, id, parameters, options),
    lastn: (parameters, options) => lastn(core, parameters, options),
    validate: (resource, options) => to(ask(core, VALIDATE, { path: { type: resource.resourceType }, body: resource }, options)),
    operation: (path, asked = {}, options) => {
      const hasBody = typeof asked === "object" && "resourceType" in asked;
      const { operation: named, path: values } = placeOf("fhirOperation", hasBody ? "POST" : "GET", path, hasBody ? "b" : "");
      return to(ask(core, named, { path: values, ...(hasBody ? { body: asked } : { query: readParameters(asked as SearchParameters) }) }, options));
    },
    export: (asked = {}, options) => runExport(core, asked, options),
  };
}

/** What an address is made of. */
function headOf(resource: { resourceType: string } | string): { resourceType: string; id?: string } {
  const { resourceType, id } = (typeof resource === "string" ? parseJson(resource) ?? {} : resource) as { resourceType?: string; id?: string };
  return { resourceType: resourceType ?? "", ...(id !== undefined && { id }) };
}

function place(type: string, which: Which): Input {
  return typeof which === "string" ? { path: { type, id: which } } : { path: { type }, query: readParameters(which) };
}

/** FHIR on the session of a client: `fhirOf(ve).read("Patient", id)`. */
export function fhirOf(client: NeedsTypes<VitalEdge>): FhirApi {
  return fhir(client.core);
}
