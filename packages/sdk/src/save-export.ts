import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BulkExport, BulkFile } from "./fhir/bulk-export.js";
import type { SavedFile } from "./to-file.js";

/** How the files of an export are written. */
export type SaveOptions = {
  /** Write over files of these names. */
  overwrite?: boolean;
  /** Told each file as it is there. */
  onFile?: (file: SavedFile) => void;
};

/**
 * Writes the files of an export into a folder: `Patient.ndjson`, `Observation.ndjson`, `Observation-2.ndjson`; what could not be exported is
 * in `errors.ndjson`, what was deleted in `deleted.ndjson`. Under its name a file is whole or absent.
 */
export async function saveExport({ files, errors, deleted }: BulkExport, folder: string, { overwrite = false, onFile }: SaveOptions = {}): Promise<SavedFile[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const named = [...nameAll(files, ({ type }) => type), ...nameAll(errors, () => "errors"), ...nameAll(deleted, () => "deleted")];
  const saved: SavedFile[] = [];
  for (const { file, name } of named) {
    const one = await file.open().toFile(join(folder, name), { overwrite });
    onFile?.(one);
    saved.push(one);
  }
  return saved;
}

function nameAll(files: readonly BulkFile[], base: (file: BulkFile) => string): { file: BulkFile; name: string }[] {
  const counts = new Map<string, number>();
  return files.map((file) => {
    // What the server calls a type must not become a path.
    const name = base(file).replaceAll(/\W/g, "_");
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { file, name: count === 1 ? `${name}.ndjson` : `${name}-${count}.ndjson` };
  });
}
