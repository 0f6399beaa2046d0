import { randomBytes, randomInt } from "node:crypto";
import { createServer } from "node:net";
import { OperatorError } from "../../platform/operator-error.js";
import { readIfThere, replaceFile } from "./files.js";
import type { Place } from "./directory.js";

export const SUPERUSER = "postgres";
export const DATABASE = "vitaledge";

/** Kept in the data directory for its owner alone: the port, chosen once, and a random password a role. */
export type Credentials = { port: number; superuser: string; owner: string; app: string; worker: string };

const PASSWORDS = ["superuser", "owner", "app", "worker"] as const;

export const readCredentials = async ({ credentials: path }: Place): Promise<Credentials | undefined> => {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Credentials;
    if (Number.isInteger(value.port) && PASSWORDS.every((name) => typeof value[name] === "string")) return value;
  } catch {
    // Said below, as of any other fault of the file.
  }
  throw new OperatorError(`${path} is damaged: the database's passwords cannot be read. Restore it from a backup.`);
};

export const makeCredentials = async (): Promise<Credentials> => ({
  port: await freePort(),
  superuser: randomPassword(),
  owner: randomPassword(),
  app: randomPassword(),
  worker: randomPassword(),
});

export const keepCredentials = (place: Place, credentials: Credentials): Promise<void> =>
  replaceFile(place.credentials, `${JSON.stringify(credentials, null, 2)}\n`, 0o600);

// Letters and digits alone, so that a URL, SQL and a file hold it as it is.
const randomPassword = (): string => randomBytes(24).toString("hex");

/** Below the range that systems hand out for outgoing connections, which would take a kept port from us. */
const [LOWEST, HIGHEST] = [20_000, 32_000];

const freePort = async (): Promise<number> => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new OperatorError("There is no free port for the database between 20000 and 32000 on 127.0.0.1.");
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });

/** The kept port, or another where somebody else listens on it now. */
export const usablePort = async (port: number): Promise<number> => ((await isFree(port)) ? port : freePort());

export const urlOf = (role: string, password: string, port: number, database = DATABASE): string =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
