import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import { fhirOf } from "@vitaledge/sdk/fhir";
import type { ResourceType } from "@vitaledge/sdk/fhir";
import { saveExport } from "@vitaledge/sdk/node";
import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { printRows } from "../output/print.js";
import { createProgress } from "../output/progress.js";
import { UsageError } from "../usage-error.js";

type Options = { group?: string; patient?: string[]; type?: string[]; since?: string; out?: string; force?: boolean; job?: string };

export const exportFhir: Run<Options> = async (context, options) => {
  const { group, patient, type, since, out = "fhir-export", force = false, job } = options;
  const { signal, note } = context;
  if (group !== undefined && patient !== undefined) throw new UsageError("--group and --patient are two exports.", "Give one of them.");
  await checkFolder(out, force);
  const progress = createProgress(context, "export");
  try {
    const asked = { group, patients: patient?.join() === "all" ? ("all" as const) : patient, types: type as ResourceType[] | undefined, since };
    const done = await fhirOf(context.client()).export(asked, {
      signal, job, onStarted: (name) => note(`If this breaks off: --job '${name}' goes on with it.`), onProgress: (told) => progress.show({ percent: Number(/\d+/.exec(told)?.[0] ?? 0) }),
    });
    const counts = [...done.files, ...done.errors, ...done.deleted].map(({ type: name, count }) => ({ type: name, count }));
    const saved = await saveExport(done, out, { overwrite: force });
    // They hold health data, and are here now.
    await done.remove({ signal });
    await printRows(context, saved.map(({ path, bytes, digest }, at) => ({ file: basename(path), ...counts[at], bytes, sha256: Buffer.from(digest, "base64").toString("hex") })), COLUMNS);
    note(`${out}: ${saved.length} files, as of ${done.transactionTime}; --since with that time takes what comes after.`);
    return done.errors.length > 0 ? EXIT.partial : EXIT.done;
  } finally {
    progress.end();
  }
};

const COLUMNS = [{ path: "file" }, { path: "type" }, { path: "count" }, { path: "bytes" }, { path: "sha256" }];

/** Before anything is asked of the server. */
async function checkFolder(folder: string, force: boolean): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (!force && names.some((name) => name.endsWith(".ndjson"))) throw new UsageError(`${folder} holds an export already.`, "Give another --out FOLDER, or --force to write over it.");
}
