// The version that a program tells is that of its package. With `--write`, after `changeset version`, it is made so.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDERS = ["packages/sdk", "packages/cli"];
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const lineOf = (folder) => `export const VERSION = ${JSON.stringify(JSON.parse(readFileSync(at(`${folder}/package.json`), "utf8")).version)};\n`;

export const checkVersions = () => {
  const wrong = FOLDERS.filter((folder) => readFileSync(at(`${folder}/src/version.ts`), "utf8") !== lineOf(folder));
  return wrong.length > 0 ? `${wrong.join(", ")}: src/version.ts tells another version than package.json. Run \`node tools/versions.mjs --write\`.` : undefined;
};

if (process.argv[2] === "--write") for (const folder of FOLDERS) writeFileSync(at(`${folder}/src/version.ts`), lineOf(folder));
