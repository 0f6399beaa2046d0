export { fhir, fhirOf } from "./fhir.js";
export type { FhirApi } from "./fhir.js";
export type { ExportAsk, ExportOptions } from "./bulk.js";
export type { BulkExport, BulkFile } from "./bulk-export.js";
export type { History, Search } from "./lists.js";
export type { HistoryPage, SearchEntry, SearchPage } from "./pages.js";
export type { CreateOptions, Given, NeedsTypes, PatchStep, ResourceOf, ResourceType, SearchParameters, Stored, UpdateOptions, Which } from "./types.js";
