import type { Download } from "../download.js";
import type { CallOptions } from "../options.js";

/** A file of an export: a resource a line. */
export type BulkFile = {
  /** Of its resources. */
  type: string;
  count: number | undefined;
  /** Opens it: `lines()`, `toFile(path)`, or its bytes. */
  open(options?: CallOptions): Download;
};

/** An export that is done. The server keeps its files for a day, or until `remove`. */
export type BulkExport = {
  job: string;
  /** What was written until then is in it. */
  transactionTime: string;
  files: BulkFile[];
  /** OperationOutcomes of what could not be exported. */
  errors: BulkFile[];
  /** Bundles that name what was deleted since `since`. */
  deleted: BulkFile[];
  remove(options?: CallOptions): Promise<void>;
};
