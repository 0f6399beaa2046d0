// The pages of docs/reference are made of the SDK's doc comments: what would be made now against what is there.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tool } from "./run-checks.mjs";

const read = (folder) => readdirSync(folder).toSorted().map((name) => `${name}\0${readFileSync(join(folder, name), "utf8")}`).join("\0");

export const checkReference = () => {
  const folder = mkdtempSync(join(tmpdir(), "vitaledge-reference-"));
  try {
    const fault = tool("typedoc", "--out", folder);
    if (fault) return fault;
    return read(folder) === read("docs/reference") ? undefined : "docs/reference differs from the doc comments. Run `npm run reference` and commit it.";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
