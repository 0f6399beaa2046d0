import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { initCommand, offerMigration, type InitFlags } from "../../packages/server/src/commands/init.js";
import { EXAMPLES } from "../../packages/server/src/commands/examples.js";
import { inSentences } from "../../packages/server/src/commands/help.js";
import { commandsOf } from "../../packages/server/src/handbook.js";
import { parseConfig } from "../../packages/server/src/platform/config.js";
import { makeProgram } from "../../packages/server/src/program.js";
import { PASSWORD } from "../support/actors.js";
import { call } from "../support/call.js";
import { runProgram } from "../support/program.js";
import { startServer, type TestServer } from "../support/server.js";
import { bareDatabase } from "../support/template-db.js";

const KEY = Buffer.alloc(32).toString("base64");
const NOWHERE = { DATABASE_URL: "postgres://vitaledge_app@127.0.0.1:1/none", VITALEDGE_MASTER_KEY: KEY };

const program = await makeProgram();

describe("every command", () => {
  const commands = commandsOf(program).map(({ path, command }) => ({ path: path.replaceAll(/ <[^>]+>/g, ""), command }));

  test("has examples in its help, which it takes", () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(["", ...commands.map(({ path }) => path)].toSorted());
    for (const { path, command } of commands) {
      for (const line of EXAMPLES[path]!) {
        expect(line.startsWith(path), line).toBe(true);
        const options = [...line.replaceAll(/"[^"]*"/g, "text").matchAll(/ (--[a-z-]+)/g)].map(([, option]) => option);
        const known = command.options.map(({ long }) => long);
        expect(known, line).toEqual(expect.arrayContaining(options.filter((option) => line.indexOf(option!) < (line + "|").indexOf("|"))));
        expect(options, line).toEqual(expect.arrayContaining(command.options.filter(({ mandatory, defaultValue }) => mandatory && defaultValue === undefined).map(({ long }) => long)));
      }
    }
  });

  test("says what it does in one plain phrase", () => {
    for (const { path, command } of commands) expect(command.description(), path).toMatch(/^[a-z].{8,}[^.]$/);
  });
});

describe("the program", () => {
  test.each([
    [["partitions", "list", "--jso"], 2, "Unknown option '--jso'. Is --json meant?\n"],
    [["users", "create"], 2, "Required option '--email <address>' not specified.\nRun `vitaledge-server users create --help` to see what there is.\n"],
    [["keys", "list"], 1, "The database cannot be reached. Check DATABASE_URL and that PostgreSQL runs.\n"],
  ])("ends %j with %i and a sentence", async (args, code, sentence) => {
    const ended = await runProgram(args, NOWHERE);
    expect([ended.code, ended.stdout]).toEqual([code, ""]);
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr).not.toContain("    at ");
  });

  test("names what was meant", () => {
    expect(inSentences("error: unknown command 'serv'\n(Did you mean serve?)")).toBe("Unknown command 'serv'. Is serve meant?\n");
  });

  test("prints the contract, and help with examples", async () => {
    const [json, help] = await Promise.all([runProgram(["openapi", "--format", "json"]), runProgram(["keys", "rotate", "--help"])]);
    expect(JSON.parse(json.stdout)).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
    expect([json.code, help.code]).toEqual([0, 0]);
    expect(help.stdout).toContain("Examples:\n  $ vitaledge-server keys rotate\n  $ vitaledge-server keys rotate --now\n");
  });
});

describe("init", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  const init = async (flags: InitFlags, typed: string[] = [], isInteractive = typed.length > 0): Promise<string> => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answers = [...typed];
    output.on("data", (text: Buffer) => {
      if (/: $/.test(text.toString())) setImmediate(() => input.write(`${answers.shift() ?? ""}\n`));
    });
    if (flags.passwordStdin) input.end(`${PASSWORD}\n`);
    const words: string[] = [];
    await initCommand(server.deps, flags, { write: (text) => words.push(text) }, { input, output, isInteractive });
    return words.join("");
  };
  const memberships = async (email: string): Promise<unknown[]> => (await call(server.url, "POST", "/api/auth/login", { email, password: PASSWORD })).body.user?.memberships;

  test("asks for nothing where there is nobody to answer", async () => {
    await expect(init({ organization: "Example Clinic", timezone: "UTC" })).rejects.toThrow("--email is needed: there is no terminal to ask at.");
    await expect(init({ organization: "Example Clinic", timezone: "Nowhere/Land" })).rejects.toThrow("--timezone takes a name of the IANA database");
  });

  test("makes the first organization and its owner of options and standard input, and says what comes next", async () => {
    const person = { email: "owner@example.com", firstName: "Olive", lastName: "Owner" };
    const said = await init({ ...person, organization: "Example Clinic", timezone: "America/New_York", passwordStdin: true });
    expect(said).toContain("with the OWNER owner@example.com.\n\nNext:\n");
    expect(await memberships(person.email)).toMatchObject([{ organizationName: "Example Clinic", role: "OWNER" }]);
  });

  test("makes no second one unasked; asked, it asks for the rest at the terminal", async () => {
    await expect(init({ organization: "Another" })).rejects.toThrow("There is an organization already (org_");
    await expect(init({ again: true }, ["Another", "UTC", "second@example.com", "Sam", "Second", PASSWORD, "something else"])).rejects.toThrow("The two passwords differ. Nothing was made.");
    await init({ again: true }, ["Another", "UTC", "second@example.com", "Sam", "Second", PASSWORD, PASSWORD]);
    expect(await memberships("second@example.com")).toMatchObject([{ organizationName: "Another", role: "OWNER" }]);
  });

  test("offers to migrate a database that is not", async () => {
    const bare = await bareDatabase();
    const config = parseConfig({ DATABASE_URL: bare.appUrl, DATABASE_OWNER_URL: bare.ownerUrl, VITALEDGE_MASTER_KEY: KEY });
    const terminal = { input: new PassThrough(), output: new PassThrough(), isInteractive: false };
    const words: string[] = [];
    const offer = (flags: InitFlags): Promise<void> => offerMigration(config, flags, terminal, { write: (text) => words.push(text) });
    await expect(offer({})).rejects.toThrow("Migrations are pending. Run `vitaledge-server migrate` with DATABASE_OWNER_URL first, or say --migrate.");
    await offer({ migrate: true });
    await offer({});
    expect(words).toEqual([expect.stringMatching(/^Ran \d+ migrations\.\n$/)]);
    await bare.drop();
  });
});
