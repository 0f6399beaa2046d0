import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Keeper } from "@vitaledge/sdk/node";
import { LoginNeeded } from "../usage-error.js";

/** A keyring without a desktop does not answer; nobody waits for it longer. */
const PATIENCE_MS = 2_000;

type Environment = Readonly<Record<string, string | undefined>>;
type Ran = { code: number | null; output: string; complaint: string };

const UNLOCK = "Unlock it and run this again, or keep the credentials in a file: vitaledge config set credentials file";

/** The platform's own program for its keyring. A secret goes through its standard input or output, never as an argument: those are everybody's to read. */
export type Keyring = {
  program: string;
  read(account: string): Promise<string | null>;
  write(account: string, text: string | null): Promise<void>;
};

const SERVICE = "vitaledge";

/** Undefined where the platform has none that a program can be trusted with. */
export function findKeyring(environment: Environment, platform: NodeJS.Platform = process.platform): Keyring | undefined {
  const run = (file: string, args: readonly string[], input?: string): Promise<Ran> => runProgram(file, args, { input, environment });
  if (platform === "darwin") return macKeyring(run);
  if (platform === "linux") return linuxKeyring(run);
  return undefined;
}

type RunProgram = (file: string, args: readonly string[], input?: string) => Promise<Ran>;

/** libsecret's, over the session's D-Bus. It ends with 1 for what is not there, and says something else on stderr alone. */
function linuxKeyring(run: RunProgram): Keyring {
  const program = "secret-tool";
  const attributes = (account: string): string[] => ["service", SERVICE, "account", account];
  return {
    program,
    async read(account) {
      const { code, output, complaint } = await run(program, ["lookup", ...attributes(account)]);
      if (code !== 0 && complaint !== "") throw failed(program);
      return code === 0 && output !== "" ? output.trimEnd() : null;
    },
    async write(account, text) {
      const ran = text === null
        ? await run(program, ["clear", ...attributes(account)])
        : await run(program, ["store", `--label=VitalEdge ${account}`, ...attributes(account)], text);
      if (text !== null && ran.code !== 0) throw failed(program);
    },
  };
}

/** Of `security`: errSecItemNotFound. */
const NOT_FOUND = 44;

/** What it is not told on standard input it would have as an argument. Its lines end at 4,096 bytes. */
function macKeyring(run: RunProgram): Keyring {
  const program = "/usr/bin/security";
  return {
    program,
    async read(account) {
      const { code, output } = await run(program, ["find-generic-password", "-s", SERVICE, "-a", account, "-w"]);
      if (code !== 0 && code !== NOT_FOUND) throw failed(program);
      return code === 0 ? Buffer.from(output.trim(), "base64").toString("utf8") : null;
    },
    async write(account, text) {
      if (text === null) return void (await run(program, ["delete-generic-password", "-s", SERVICE, "-a", account]));
      const quoted = `'${account.replaceAll("'", "'\\''")}'`;
      const command = `add-generic-password -U -s ${SERVICE} -a ${quoted} -w ${Buffer.from(text).toString("base64")}\n`;
      if (command.length > 4_096) throw failed(program);
      await run(program, ["-i"], command);
    },
  };
}

function failed(program: string): LoginNeeded {
  return new LoginNeeded(`The keyring (${program}) failed.`, UNLOCK);
}

/** Whether it takes something and gives it back, in two seconds. */
export async function probeKeyring(keyring: Keyring): Promise<boolean> {
  const [account, text] = [`probe-${randomUUID()}`, randomUUID()];
  try {
    await keyring.write(account, text);
    const found = await keyring.read(account);
    await keyring.write(account, null);
    return found === text;
  } catch {
    return false;
  }
}

export function keyringKeeper(keyring: Keyring, account: string): Keeper {
  return { read: () => keyring.read(account), write: (text) => keyring.write(account, text) };
}

function runProgram(file: string, args: readonly string[], { input, environment }: { input: string | undefined; environment: Environment }): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: environment, stdio: "pipe" });
    const ran = { output: "", complaint: "" };
    // What it started itself may hold its output open: that is not waited for.
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
      reject(new LoginNeeded(`The keyring (${file}) did not answer in ${PATIENCE_MS / 1_000} s.`, UNLOCK));
    }, PATIENCE_MS);
    child.stdout.setEncoding("utf8").on("data", (piece: string) => (ran.output += piece));
    child.stderr.setEncoding("utf8").on("data", (piece: string) => (ran.complaint += piece));
    child.stdin.on("error", () => undefined).end(input ?? "");
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...ran }));
    child.on("exit", () => clearTimeout(timer));
    child.on("error", () => clearTimeout(timer));
  });
}
