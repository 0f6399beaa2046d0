// The one file of the reference page's package that is needed goes beside our own that start it.
import { copyFileSync } from "node:fs";

const at = (path) => new URL(path, import.meta.url);
copyFileSync(at("node_modules/@scalar/api-reference/dist/browser/standalone.js"), at("assets/reference.js"));
