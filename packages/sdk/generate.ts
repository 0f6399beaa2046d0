import { writeFileSync } from "node:fs";
import { renderModels } from "./generate-models.js";
import { renderNamespaces } from "./generate-namespaces.js";

const { tables, types, coverage } = renderNamespaces();
const files = { "models.ts": renderModels(), "tables.ts": tables, "methods.ts": types, "coverage.ts": coverage };
for (const [name, text] of Object.entries(files)) writeFileSync(new URL(`src/generated/${name}`, import.meta.url), text);
