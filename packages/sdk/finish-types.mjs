// Both formats have the same types, so that a client made by one is taken by the other; they are written once.
import { copyFileSync, readdirSync, writeFileSync } from "node:fs";

const dist = new URL("dist/", import.meta.url);
const entries = readdirSync(dist).filter((name) => /^[a-z]+\.d\.cts$/.test(name)).map((name) => name.slice(0, -".d.cts".length));

for (const name of entries) writeFileSync(new URL(`${name}.d.ts`, dist), `export * from "./${name}.cjs";\n`);
// What it has of msw is an ES module's for an ES module.
copyFileSync(new URL("testing.d.cts", dist), new URL("testing.d.ts", dist));
