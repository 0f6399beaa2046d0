import { execFile, spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Actor } from "../support/actors.js";
import { PASSWORD } from "../support/actors.js";

const PACKAGE = fileURLToPath(new URL("../../packages/cli/", import.meta.url));

export type Ended = { code: number | null; stdout: string; stderr: string };
export type RunOptions = { stdin?: string; environment?: Record<string, string>; cwd?: string };

/** The program as it is published, in a folder of its own. */
export type Program = {
  /** Where it runs, with the profile and the files it writes. */
  folder: string;
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** To be ended by a signal, or to be watched at work. */
  start(args: readonly string[], options?: RunOptions): Started;
  /** Writes the lines at once, then a line for what it tells on stderr, as soon as there is one. */
  converse(args: readonly string[], reply: (told: string) => string | undefined, ...lines: string[]): Promise<Ended>;
  logIn(url: string, actor: Actor): Promise<Ended>;
  remove(): Promise<void>;
};

type Files = ReadonlyMap<string, Buffer>;

/** Built once for all test files that a worker runs. */
let built: Promise<Files> | undefined;

const build = async (): Promise<Files> => {
  const folder = await mkdtemp(join(tmpdir(), "vitaledge-cli-"));
  await promisify(execFile)(process.execPath, [join(PACKAGE, "build.mjs"), folder]);
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(join(folder, "dist"), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(relative(join(folder, "dist"), path), await readFile(path));
  }
  await rm(folder, { recursive: true });
  return files;
};

const write = async (folder: string, files: Files): Promise<void> => {
  for (const [name, content] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
};

export const installProgram = async (): Promise<Program> => {
  const folder = await mkdtemp(join(tmpdir(), "vitaledge-cli-"));
  await copyFile(join(PACKAGE, "package.json"), join(folder, "package.json"));
  const bin = join(folder, "dist", "vitaledge.js");
  await write(join(folder, "dist"), await (built ??= build()));
  await chmod(bin, 0o755);
  const run: Program["run"] = (args, options = {}) => runNode([bin, ...args], folder, options);
  return {
    folder,
    run,
    start: (args, options = {}) => start([bin, ...args], folder, options),
    converse: (args, reply, ...lines) => converseWith([bin, ...args], folder, reply, lines),
    logIn: (url, { email, organizationId }) =>
      run(["auth", "login", "--base-url", url, "--email", email, "--org", organizationId], { stdin: `${PASSWORD}\n` }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

export type Started = { child: ChildProcessWithoutNullStreams; ended: Promise<Ended>; told(): string };

/** The machine's own settings are kept out, or a developer's profile would be used. */
const start = (args: readonly string[], folder: string, { environment = {}, cwd = folder }: RunOptions): Started => {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, args, { cwd, env: { PATH, HOME: folder, VITALEDGE_CONFIG_DIR: join(folder, "config"), ...environment } });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (piece: Buffer) => out.push(piece));
  child.stderr.on("data", (piece: Buffer) => err.push(piece));
  // A program that fails at once does not read what is written to it.
  child.stdin.on("error", () => undefined);
  const told = (): string => Buffer.concat(err).toString();
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout: Buffer.concat(out).toString(), stderr: told() }));
  });
  return { child, ended, told };
};

const runNode = (args: readonly string[], folder: string, options: RunOptions): Promise<Ended> => {
  const { child, ended } = start(args, folder, options);
  child.stdin.end(options.stdin ?? "");
  return ended;
};

const converseWith = (args: readonly string[], folder: string, reply: (told: string) => string | undefined, lines: readonly string[]): Promise<Ended> => {
  const { child, ended, told } = start(args, folder, {});
  for (const line of lines) child.stdin.write(`${line}\n`);
  child.stderr.on("data", () => {
    const answer = reply(told());
    if (answer !== undefined && !child.stdin.writableEnded) child.stdin.end(`${answer}\n`);
  });
  return ended;
};
