import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { VitalEdge } from "@vitaledge/sdk";
import { startFake } from "../cli/fake-server.js";
import { installProgram } from "../cli/program.js";
import { program } from "./needs.js";
import type { Part } from "./part.js";
import { setRuntimeStage } from "./runtimes/stage.js";
import type { SceneFacts } from "./runtimes/run-scenarios.js";
import { openScreen } from "./screen.js";
import type { Screen } from "./screen.js";
import { expect } from "./smoke.js";

/** An export of a hundred lines, ten a second: time enough to press a key. */
const trickle: RequestListener = (_request, response) => {
  response.writeHead(200, { "Content-Type": "text/csv", "Content-Length": "800", ETag: '"of-this-file"', "Accept-Ranges": "bytes" });
  const timer = setInterval(() => response.write("a,b,c,\r\n"), 100);
  response.on("close", () => clearInterval(timer));
};

const checkLogin = async (screen: Screen, { baseUrl, email, password }: SceneFacts): Promise<void> => {
  await screen.start(`vitaledge auth login --base-url ${baseUrl} --email ${email}`);
  await screen.waitFor(/^Password: *$/m);
  screen.type(password);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(!screen.text().includes(password), "a password is not echoed");
  screen.press("Enter");
  await screen.waitFor(/Logged in as/);
  expect((await screen.end()) === 0 && !screen.text().includes(password), "the login ends with 0, and no password is on the screen");
};

const checkInterruptedPrompt = async (screen: Screen, { baseUrl, email }: SceneFacts): Promise<void> => {
  await screen.start(`vitaledge auth login --base-url ${baseUrl} --email ${email} --profile other`);
  await screen.waitFor(/^Password: *$/m);
  screen.type("half a pass");
  screen.press("C-c");
  expect((await screen.end()) === 130, "Ctrl-C at a password ends with 130");
  screen.type("words that are seen");
  await screen.waitFor(/words that are seen/);
  screen.press("C-u");
};

const checkTables = async (screen: Screen): Promise<void> => {
  const masked = (await screen.run("vitaledge patients list")).text;
  expect(masked.includes("M***") && masked.includes("E***") && !masked.includes("Maria"), "names are masked on a terminal");
  expect(screen.styled().includes("\u001b[1m"), "titles are bold");
  const plain = await screen.run("vitaledge patients list --color never --show-phi");
  expect(plain.text.includes("Maria") && !screen.styled().includes("\u001b[1mID"), "--show-phi shows them, --color never has no colour");
  const fields = await screen.run("vitaledge patients list --fields id,firstName,address");
  expect(!fields.text.includes("Maria") && !fields.text.includes("Albany"), "--fields is masked as well");
  const piped = await screen.run("vitaledge patients list | cat");
  expect(piped.text.includes("Maria"), "a pipe gets the data as it is");
};

const checkQuestions = async (screen: Screen): Promise<void> => {
  await screen.start("vitaledge billing close --month 2026-01");
  await screen.waitFor(/Type yes to go on: *$/m);
  screen.type("no");
  screen.press("Enter");
  expect((await screen.end()) === 2 && screen.text().includes("nothing was done"), "no is no");
  const token = await screen.run("vitaledge auth token");
  expect(token.code === 2 && !token.text.includes("eyJ"), "a token is not shown on a screen unasked");
};

const checkExport = async (screen: Screen, environment: Record<string, string>, folder: string): Promise<void> => {
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`).join(" ");
  await screen.start(`${settings} vitaledge billing export --month 2026-01 --allow-held -o january.csv`);
  await screen.waitFor(/export: \d+ bytes/);
  screen.press("C-c");
  expect((await screen.end()) === 130, "Ctrl-C ends an export with 130");
  expect(existsSync(join(folder, "january.csv.part")) && !existsSync(join(folder, "january.csv")), "the part is kept, and nothing has the file's name");
  expect(screen.text().includes("--resume goes on from there"), "it is said how to go on");
};

export const cliTerminal: Part = {
  name: "cli-terminal",
  shows: "in a real terminal no password is echoed, names are masked, titles are bold, progress is drawn, a question takes no for no, and Ctrl-C ends with 130 and keeps the part",
  needs: [program("tmux", "tmux", "-V"), program("bash", "bash")],
  async run() {
    const [stage, fake, program] = await Promise.all([setRuntimeStage(), startFake(), installProgram()]);
    const { folder } = program;
    const bin = join(folder, "bin");
    await mkdir(bin);
    await symlink(join(folder, "dist", "vitaledge.js"), join(bin, "vitaledge"));
    let screen: Screen | undefined;
    try {
      screen = await openScreen({ PATH: `${bin}:${process.env["PATH"] ?? ""}`, HOME: folder, VITALEDGE_CONFIG_DIR: join(folder, "config") }, folder);
      const { baseUrl, organizationId, email, password } = stage.facts;
      const ve = new VitalEdge({ baseUrl, organizationId });
      await ve.auth.login({ email, password });
      await ve.patients.create({ firstName: "Maria", lastName: "Example", birthDate: "1950-01-01", address: { city: "Albany" } });
      fake.answer = trickle;
      await checkLogin(screen, stage.facts);
      await checkInterruptedPrompt(screen, stage.facts);
      await checkTables(screen);
      await checkQuestions(screen);
      await checkExport(screen, fake.environment, folder);
    } finally {
      screen?.close();
      await Promise.all([fake.close(), stage.stop(), program.remove()]);
    }
  },
};
