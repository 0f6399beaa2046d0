import { readFileSync } from "node:fs";
import { DockerfileParser, type Instruction } from "dockerfile-ast";
import { describe, expect, test } from "vitest";
import { isPinned, isProbe, readDeployed, refusal, unknownSettings } from "./files.js";

const all = DockerfileParser.parse(readDeployed("Dockerfile")).getInstructions();
const stages = all.reduce<Instruction[][]>((found, one) => {
  if (one.getKeyword() === "FROM") found.push([]);
  found.at(-1)?.push(one);
  return found;
}, []);
const image = stages.at(-1)!;

const words = (keyword: string): string => image.find((one) => one.getKeyword() === keyword)?.getArgumentsContent() ?? "";
const list = (keyword: string): string[] => JSON.parse(words(keyword).replace(/^CMD /, "")) as string[];
const environment = new Map(words("ENV").split(" ").map((pair) => pair.split("=") as [string, string]));

describe("the image", () => {
  test("is made in two stages of one base that is the same tomorrow, and takes from the first what runs and nothing else", () => {
    expect(stages).toHaveLength(2);
    for (const stage of stages) expect(stage[0]!.getArgumentsContent()).toContain("${NODE_IMAGE}");
    expect(isPinned(all[0]!.getArgumentsContent()!.replace("NODE_IMAGE=", ""))).toBe(true);
    const copied = DockerfileParser.parse(readDeployed("Dockerfile")).getCOPYs().map((copy) => [copy.getFromFlag()?.getValue(), copy.getArgumentsContent()]);
    expect(copied).toEqual([[undefined, ". ."], ["build", "/server /server"]]);
  });

  test("is installed from the lockfile by the pnpm that package.json pins", () => {
    const steps = stages[0]!.filter((one) => one.getKeyword() === "RUN").map((one) => one.getArgumentsContent()!);
    expect(steps.filter((step) => step.startsWith("node tools/pnpm.mjs"))).toHaveLength(3);
    expect(steps[0]).toContain("install --frozen-lockfile");
    expect(steps.filter((step) => /\b(npm|npx|yarn|curl|wget)\b/.test(step))).toEqual([]);
  });

  test("runs as nobody in particular, and everything after that only starts it", () => {
    const user = image.findIndex((one) => one.getKeyword() === "USER");
    expect(words("USER")).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
    expect(image.slice(user + 1).map((one) => one.getKeyword())).toEqual(["HEALTHCHECK", "ENTRYPOINT", "CMD"]);
  });

  test("starts what the package has, under an init, with a command that the program knows", () => {
    const { bin } = JSON.parse(readFileSync(new URL("../../packages/server/package.json", import.meta.url), "utf8")) as { bin: Record<string, string> };
    const [init, dash, node, file] = list("ENTRYPOINT");
    expect([init, dash, node, `./${file}`]).toEqual(["tini", "--", "node", bin["vitaledge-server"]]);
    expect(refusal(list("CMD"))).toBeUndefined();
    expect(refusal(["sevre"])).toBeDefined();
    expect(refusal(["serve", "--no-workers"])).toBeDefined();
  });

  test("has settings that the server knows, no secret, and asks for its health on the port it opens", () => {
    expect(unknownSettings(environment.keys())).toEqual(["HOME"]);
    expect(unknownSettings(["VITALEDGE_LOGLEVEL"])).toEqual(["VITALEDGE_LOGLEVEL"]);
    expect([...environment.keys()].filter((name) => /KEY|URL|PASSWORD|SECRET/.test(name))).toEqual([]);
    expect(words("EXPOSE").split(" ")[0]).toBe(environment.get("PORT"));
    const [, probed] = /process\.env\.PORT \+ '(\/\w+)'/.exec(words("HEALTHCHECK"))!;
    expect(isProbe(probed!)).toBe(true);
    expect(isProbe("/ready")).toBe(false);
  });

  test("is built without what must not be in it", () => {
    const left = readDeployed("Dockerfile.dockerignore").split("\n");
    for (const name of [".git", "**/node_modules", "**/.env", "**/*.env", "**/dist"]) expect(left).toContain(name);
  });
});
