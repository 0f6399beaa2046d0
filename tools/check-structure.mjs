import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const sources = () =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx", "*.mjs"], { encoding: "utf8" })
    .split("\n").filter((file) => file && !file.includes("/generated/"));

const importsOf = (file) =>
  [...readFileSync(file, "utf8").matchAll(/(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|\bimport\("([^"]+)"\)/g)].map((match) => match[1] ?? match[2]);

const SERVER = "packages/server/src/";
const featureOf = (path) => /^packages\/server\/src\/features\/([^/]+)\//.exec(path)?.[1];

/** Each rule: whether an import from `file` of `target` (a path, or a package's name) is refused, and why. */
const RULES = [
  { why: "only db/ talks to the database driver", refuses: (file, target) => file.startsWith(SERVER) && !file.startsWith(`${SERVER}db/`) && /^(knex|pg)$/.test(target) },
  { why: "only http/ and app.ts know Koa", refuses: (file, target) => file.startsWith(SERVER) && !file.startsWith(`${SERVER}http/`) && file !== `${SERVER}app.ts` && /^(koa|@koa\/router|koa-jwt)$/.test(target) },
  { why: "a feature's SQL is its own", refuses: (file, target) => /\.sql\.js$/.test(target) && featureOf(target) !== undefined && file.startsWith(SERVER) && featureOf(file) !== featureOf(target) && file !== `${SERVER}http/gate.ts` },
  { why: "handlers hold no SQL", refuses: (file, target) => file.endsWith(".handlers.ts") && (/\.sql\.js$/.test(target) || target.endsWith("/db/sql.js")) },
  { why: "clients know the server by its API alone", refuses: (file, target) => /^packages\/(sdk|cli)\/src\//.test(file) && (target.includes("@vitaledge/server") || target.startsWith(SERVER)) },
];

export const checkImports = () => {
  const faults = [];
  for (const file of sources().filter((name) => name.startsWith("packages/") && !name.endsWith(".test.ts"))) {
    for (const specifier of importsOf(file)) {
      const target = specifier.startsWith(".") ? normalize(join(dirname(file), specifier)) : specifier;
      for (const { why, refuses } of RULES) if (refuses(file, target)) faults.push(`${file} imports ${specifier}: ${why}`);
    }
    const text = readFileSync(file, "utf8");
    const readsEnvironment = file.startsWith(SERVER) && file !== `${SERVER}platform/config.ts` && text.includes("process.env");
    // A value becomes a parameter by the tag `sql` alone.
    if (/\braw\s*\(\s*(`[^`]*\$\{|"[^"]*"\s*\+|'[^']*'\s*\+)/.test(text)) faults.push(`${file} puts text into raw(): values go through the tag sql`);
    if (readsEnvironment) faults.push(`${file} reads process.env: only platform/config.ts does`);
  }
  return faults.length ? faults.join("\n") : undefined;
};

const MOST_LINES = 400;

export const checkSizes = () => {
  const long = sources().map((file) => [file, readFileSync(file, "utf8").split("\n").length - 1]).filter(([, lines]) => lines > MOST_LINES);
  return long.length ? long.map(([file, lines]) => `${file} has ${lines} lines; the limit is ${MOST_LINES}`).join("\n") : undefined;
};

/** What is to run without one, as an index made concurrently, is named here with its reason, and gets a runner of its own. */
const WITHOUT_TRANSACTION = {};

export const checkTransactions = () => {
  const faults = sources().filter((file) => file.startsWith(SERVER) && !(file in WITHOUT_TRANSACTION)).flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const found = /disableTransactions|transaction:\s*false/.exec(text) ?? (file.includes("/migrations/") && /\bconcurrently\b|`\s*(?:begin|commit|rollback)\b/i.exec(text));
    return found ? [`${file} has ${found[0]}: a migration that is killed would leave a half behind, and Knex's lock`] : [];
  });
  return faults.length ? faults.join("\n") : undefined;
};
