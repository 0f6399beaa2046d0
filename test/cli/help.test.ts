import { spawnSync } from "node:child_process";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import surface from "../../packages/cli/surface.json" with { type: "json" };
import { installProgram } from "./program.js";
import type { Ended, Program } from "./program.js";

let program: Program;
beforeAll(async () => void (program = await installProgram()));
afterAll(() => program.remove());

const run = (...args: string[]): Promise<Ended> => program.run(args);

describe("help", () => {
  it("draws the commands, and says them as the kept surface does", async () => {
    expect(JSON.parse((await run("help", "--map", "json")).stdout)).toEqual(surface);
    expect((await run("help", "--map")).stdout).toMatch(/^ {2}billing +\S.*\n {4}summary /m);
    expect((await run("help", "auth", "mfa", "--map", "tree")).stdout).toMatch(/^mfa +.*\n {2}setup /);
  });

  it("has its topics, and says what it does not know", async () => {
    expect((await run("help", "formatting")).stdout).toMatch(/^ndjson +a row a line$/m);
    expect((await run("help", "environment")).stdout).toContain("NODE_EXTRA_CA_CERTS");
    expect((await run("help", "weather")).code).toBe(2);
  });
});

type Completed = (line: string) => string[];

describe("completion", () => {
  const bash = spawnSync("bash", ["--version"]).status === 0;

  /** Sources the script in a bash of its own and asks for what may follow the line. */
  const completeIn = (file: string): Completed => (line) => {
    const words = line.split(" ");
    const script = `source ${file}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _vitaledge; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8" }).stdout.split("\n").filter((word) => word !== "");
  };

  // The script is bash's: without a bash nobody can source it.
  it.runIf(bash)("offers commands, flags and their choices in bash", async () => {
    const file = join(program.folder, "completion.bash");
    await writeFile(file, (await run("completion", "bash")).stdout);
    const complete = completeIn(file);
    expect(complete("vitaledge bil")).toEqual(["billing"]);
    expect(complete("vitaledge billing claims ma")).toEqual(["mark"]);
    expect(complete("vitaledge --org org_1 auth mfa ")).toEqual(expect.arrayContaining(["setup", "disable", "--profile"]));
    expect(complete("vitaledge patients list --format c")).toEqual(["csv"]);
    expect(complete("vitaledge patients list --li")).toEqual(["--limit"]);
    expect(complete("vitaledge patients get --li")).toEqual([]);
    expect(complete("vitaledge completion f")).toEqual(["fish"]);
  });

  it("has a script for each shell and no other", async () => {
    for (const [shell, words] of [["zsh", "compdef _vitaledge"], ["fish", "complete -c vitaledge"], ["powershell", "Register-ArgumentCompleter"]] as const) {
      expect((await run("completion", shell)).stdout).toContain(words);
    }
    expect((await run("completion", "csh")).code).toBe(2);
  });
});

it("help, version and completion need no SDK, which is most of what there is to load", async () => {
  const without = await installProgram();
  const chunks = join(without.folder, "dist", "chunks");
  const files = await Promise.all((await readdir(chunks)).map(async (name) => ({ name, text: await readFile(join(chunks, name), "utf8") })));
  const sdk = files.filter(({ text }) => text.includes("vitaledge-sdk/"));
  await Promise.all(sdk.map(({ name }) => rm(join(chunks, name))));
  for (const args of [["--help"], ["--version"], ["help", "billing", "export"], ["completion", "bash"]]) expect((await without.run(args)).code).toBe(0);
  expect((await without.run(["config", "list"])).code).not.toBe(0);
  await without.remove();
});
