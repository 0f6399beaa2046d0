import { mkdir, open, readFile, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { UsageError } from "./usage-error.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a login was made and what it left: a session is for that server alone, whatever the profile says later. */
export type Login = {
  baseUrl: string;
  kind: "session" | "service-account";
  keptIn: "file" | "keyring";
};

/** What is kept of a profile beside its credentials: settings as they were typed, and the login. */
export type Profile = { [Name in Setting]?: string } & { login?: Login };

/** What `config set` takes; a flag of the same name wins over it. */
export const SETTINGS = ["base-url", "org", "timeout", "retries", "color", "credentials"] as const;
export type Setting = (typeof SETTINGS)[number];

export type Places = { name: string; directory: string; profile: string; credentials: string };

export function findConfigDirectory(environment: Environment, platform: NodeJS.Platform = process.platform): string {
  const { VITALEDGE_CONFIG_DIR, XDG_CONFIG_HOME, APPDATA } = environment;
  if (VITALEDGE_CONFIG_DIR) return VITALEDGE_CONFIG_DIR;
  // The XDG specification has relative paths ignored.
  if (XDG_CONFIG_HOME?.startsWith("/")) return join(XDG_CONFIG_HOME, "vitaledge");
  if (platform === "win32" && APPDATA) return join(APPDATA, "vitaledge");
  return join(homedir(), ".config", "vitaledge");
}

/** The profile that a flag, the environment, or `config use` names, in this order. */
export async function choosePlaces(environment: Environment, profileFlag: string | undefined): Promise<Places> {
  const directory = findConfigDirectory(environment);
  const named = profileFlag ?? (environment["VITALEDGE_PROFILE"] || undefined);
  return findPlaces(directory, named ?? ((await readText(join(directory, "current")))?.trim() || "default"));
}

export function findPlaces(directory: string, name: string): Places {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)) {
    throw new UsageError(`'${name}' is no name for a profile: letters, digits, dots, dashes and underscores, at most 64.`);
  }
  return {
    name,
    directory,
    profile: join(directory, "profiles", `${name}.json`),
    credentials: join(directory, "credentials", `${name}.json`),
  };
}

export async function listProfiles(directory: string): Promise<string[]> {
  const files = await readdir(join(directory, "profiles")).catch(() => []);
  return files.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -".json".length)).sort();
}

export function useProfile({ directory, name }: Places): Promise<void> {
  return writeText(join(directory, "current"), `${name}\n`);
}

export async function readProfile(path: string): Promise<Profile> {
  const text = await readText(path);
  try {
    const stored = JSON.parse(text ?? "{}") as Record<string, unknown>;
    const settings = SETTINGS.flatMap((name) => (typeof stored[name] === "string" ? [[name, stored[name]]] : []));
    const login = parseLogin(stored["login"]);
    return { ...Object.fromEntries(settings), ...(login !== undefined && { login }) };
  } catch {
    throw new UsageError(`${path} cannot be read as JSON.`, "Remove it and log in again: vitaledge auth login");
  }
}

function parseLogin(value: unknown): Login | undefined {
  const { baseUrl, kind, keptIn } = (value ?? {}) as Partial<Login>;
  if (typeof baseUrl !== "string") return undefined;
  return { baseUrl, kind: kind === "service-account" ? kind : "session", keptIn: keptIn === "keyring" ? keptIn : "file" };
}

export function writeProfile({ profile: path }: Places, profile: Profile): Promise<void> {
  return writeText(path, `${JSON.stringify(profile, null, 2)}\n`);
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

/** Whole or not at all, for its owner alone. */
async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  await rm(draft, { force: true });
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
