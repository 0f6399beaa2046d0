import type { Run } from "../context.js";
import { importingFhir } from "../import/fhir.js";
import { runImport } from "../import/run.js";
import type { ImportOptions } from "../import/run.js";

export const importFhir: Run<ImportOptions> = (context, options, files) => runImport(context, importingFhir(context.client(), context.signal), options, files);
