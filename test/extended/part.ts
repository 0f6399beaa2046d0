import { spawn, spawnSync } from "node:child_process";

/** Something that a machine may not have. */
export type Need = {
  /** In words, with the package that brings it. */
  what: string;
  isThere(): boolean;
  /** Its name and version here, where it tells one. */
  version?(): string | undefined;
};

/** A test that needs more than npm packages bring. */
export type Part = {
  name: string;
  /** What it shows, in a sentence. */
  shows: string;
  needs: readonly Need[];
  /** What it writes beside its result, in `docs/evidence/`. */
  pages?: readonly string[];
  /** Throws where it fails. May answer figures, which stand in the evidence beside the time. */
  run(): Promise<string | void>;
};

type Options = { input?: string; environment?: Record<string, string>; account?: { uid: number; gid: number } | undefined; cwd?: string };

/** Runs a program to its end; answers what it printed. */
export const runProgram = (file: string, args: string[], { input, environment, account, cwd }: Options = {}): string => {
  const done = spawnSync(file, args, {
    encoding: "utf8", env: { ...process.env, LC_ALL: "C", ...environment }, input: input ?? "", cwd, uid: account?.uid, gid: account?.gid,
  });
  if (done.status !== 0) throw new Error(`${file} ended with ${done.status ?? done.signal ?? done.error?.message}: ${done.stderr}${done.stdout}`.trim());
  return done.stdout;
};

type Ended = { code: number | null; output: string; cut: boolean };

/** Runs a program beside us, for so many seconds at most; answers all that it printed. */
export const runFor = (seconds: number, file: string, args: string[], { environment, cwd }: Options = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: { ...process.env, LC_ALL: "C", ...environment }, cwd, stdio: ["ignore", "pipe", "pipe"] });
    let [output, cut] = ["", false];
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    const timer = setTimeout(() => {
      cut = true;
      child.kill("SIGKILL");
    }, seconds * 1_000);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, output, cut });
    });
  });

/** Which version a program says it is; undefined where it says none. */
export const versionOf = (file: string, argument: string): string | undefined => {
  const { stdout, stderr } = spawnSync(file, [argument], { encoding: "utf8" });
  return /\d+\.\d+(?:\.\d+)?/.exec(`${stdout}${stderr}`)?.[0];
};
