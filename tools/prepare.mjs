// Installs and builds where something changed since the last time: a stamp beside the installed packages says what
// they were made of. Nothing here needs a dependency.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const OLDEST_NODE = [20, 19];
const STAMP = join(ROOT, "node_modules", ".vitaledge-stamp");
const LOCK = join(ROOT, ".vitaledge", "prepare.lock");
const BUILT = ["packages/contract/dist/operations.js", "packages/sdk/dist/index.js", "packages/cli/dist/vitaledge.js", "packages/server/dist/bin.js", "examples/triage-board/dist/index.html"];
// The build lays these among the sources; counted as such, they would have it done twice.
const LAID = ["packages/server/assets/reference.js", "packages/server/data/fhir/definitions.json"];
const NOT_SOURCES = /^(node_modules|dist|coverage)$|\.test\.ts$|\.tsbuildinfo$/;

export const requireNode = () => {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`VitalEdge needs Node.js ${OLDEST_NODE.join(".")} or later; this is ${process.versions.node}.`);
  process.exit(1);
};

/** Brings packages and build up to date; ends the process with one message where that fails. */
export const prepare = async () => {
  if (isCurrent()) return;
  try {
    await takeTurn();
  } catch (error) {
    console.error(`Nothing can be installed or built in ${ROOT} by this user (${error.code ?? error.message}).`);
    process.exit(1);
  }
  try {
    const wanted = digests();
    const found = readStamp();
    if (found.install !== wanted.install) {
      writeStamp({});
      await step("Installing packages", ["install", "--frozen-lockfile", "--prod=false"]);
    }
    if (found.install !== wanted.install || found.build !== wanted.build || !isBuilt()) {
      writeStamp({ install: wanted.install });
      await step("Building", ["-r", "--filter", "./packages/*", "--filter", "./examples/triage-board", "run", "build"]);
    }
    writeStamp(wanted);
  } finally {
    rmSync(LOCK, { force: true });
  }
};

const isCurrent = () => {
  const [wanted, found] = [digests(), readStamp()];
  return found.install === wanted.install && found.build === wanted.build && isBuilt();
};

const isBuilt = () => BUILT.every((path) => existsSync(join(ROOT, path)));

const readStamp = () => {
  try {
    return JSON.parse(readFileSync(STAMP, "utf8"));
  } catch {
    return {};
  }
};

const writeStamp = (stamp) => {
  if (!existsSync(join(ROOT, "node_modules"))) return;
  writeFileSync(STAMP, `${JSON.stringify(stamp)}\n`);
};

const digests = () => {
  const engine = `${process.version} ${process.platform} ${process.arch}`;
  const manifests = ["packages", "examples"].flatMap((folder) => childrenOf(folder).map((name) => join(folder, name, "package.json")));
  const settled = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests].filter((path) => existsSync(join(ROOT, path)));
  const sources = ["openapi.yaml", "openapi", "tsconfig.base.json", "packages", "examples/triage-board"].flatMap(filesUnder);
  return { install: digest(engine, settled), build: digest(engine, sources) };
};

const childrenOf = (folder) => (existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)).toSorted() : []);

const filesUnder = (path) => {
  if (!existsSync(join(ROOT, path))) return [];
  if (/\.\w+$/.test(path) && !path.includes("/")) return [path];
  return readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => !NOT_SOURCES.test(entry.name) && !LAID.includes(`${path}/${entry.name}`))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : [`${path}/${entry.name}`]))
    .toSorted();
};

const digest = (start, paths) => {
  const hash = createHash("sha256").update(start);
  for (const path of paths) hash.update(`\0${path}\0`).update(readFileSync(join(ROOT, path)));
  return hash.digest("hex");
};

// Tools take these for orders: pnpm leaves out what builds need, or asks a terminal that is not there.
const environment = () => {
  const { NODE_ENV: _mode, ...rest } = process.env;
  return { ...rest, CI: "true" };
};

const step = async (title, args) => {
  const began = Date.now();
  process.stderr.write(`${title} ...`);
  const { code, output } = await runPnpm(args);
  if (code === 0) return void process.stderr.write(` ${((Date.now() - began) / 1000).toFixed(0)} s\n`);
  process.stderr.write(" failed\n");
  rmSync(LOCK, { force: true });
  process.stderr.write(`${output}\n${title} failed: pnpm ${args.join(" ")} ended with code ${code}.\n`);
  process.exit(1);
};

const runPnpm = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, "tools", "pnpm.mjs"), ...args], { cwd: ROOT, env: environment(), stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });

/** Two at once would install into each other's packages: the second waits. */
const takeTurn = async () => {
  mkdirSync(join(ROOT, ".vitaledge"), { recursive: true });
  let told = false;
  while (!tryLock()) {
    const holder = Number(readLock());
    if (!holder || !isAlive(holder)) {
      rmSync(LOCK, { force: true });
      continue;
    }
    if (!told) process.stderr.write(`Waiting for process ${holder}, which is installing and building.\n`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};

const tryLock = () => {
  const fresh = `${LOCK}.${process.pid}`;
  writeFileSync(fresh, String(process.pid));
  try {
    linkSync(fresh, LOCK);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
};

const readLock = () => {
  try {
    return readFileSync(LOCK, "utf8");
  } catch {
    return "";
  }
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};
