import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(fileURLToPath(import.meta.url));
// Tests build into a folder of their own: two builds at once must not share one.
const target = resolve(process.argv[2] ?? root);
const dist = join(target, "dist");

/** All that `process` has would be read to export it, and with it standard input opened. */
const STANDS_FOR = { "node:child_process": "export {};", "node:process": "module.exports = globalThis.process;" };

/**
 * commander asks for Node's own modules by `require`, which an ES module has to make first; and it starts commands that are programs of
 * their own, of which we have none, while Node takes milliseconds to load what starts them.
 */
const nodeForCommander = {
  name: "node-for-commander",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ kind, path }) => (kind === "require-call" ? { path, namespace: "node" } : undefined));
    onLoad({ filter: /.*/, namespace: "node" }, ({ path }) => ({ contents: STANDS_FOR[path] ?? `export * from ${JSON.stringify(path)};` }));
  },
};

rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { vitaledge: "src/main.ts" },
  outdir: dist,
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minify: true,
  // The SDK is bundled from its source, so that it need not be built before.
  conditions: ["vitaledge-source"],
  legalComments: "none",
  plugins: [nodeForCommander],
  metafile: true,
});
chmodSync(join(dist, "vitaledge.js"), 0o755);
writeFileSync(join(target, "NOTICE"), composeNotice(findPackages(metafile)));

/** The packages of others whose code is in the bundle. */
function findPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = inputs.flatMap((input) => {
    const path = resolve(root, input);
    const at = path.lastIndexOf("node_modules/");
    if (at < 0) return [];
    const [scope, name] = path.slice(at + "node_modules/".length).split("/");
    return [join(path.slice(0, at), "node_modules", scope.startsWith("@") ? `${scope}/${name}` : scope)];
  });
  return [...new Set(folders)].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function composeNotice(folders) {
  const head = "vitaledge, the command line of the VitalEdge platform\n\nThe program contains code of these packages, under their own licences.\n";
  const parts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
    const text = file === undefined || !existsSync(join(folder, file)) ? "" : readFileSync(join(folder, file), "utf8").trim();
    return `\n${"-".repeat(72)}\n${name} ${version} (${license})\n\n${text}\n`;
  });
  return head + parts.join("");
}

function nameOf(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).name;
}
