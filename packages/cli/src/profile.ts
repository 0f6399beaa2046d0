import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { UsageError } from "./usage-error.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** What is kept of a profile beside its credentials: where it logged in, and for which organization. */
export type Profile = { baseUrl?: string; organizationId?: string };

export type Places = { name: string; directory: string; profile: string; credentials: string };

export function findConfigDirectory(environment: Environment, platform: NodeJS.Platform = process.platform): string {
  const { VITALEDGE_CONFIG_DIR, XDG_CONFIG_HOME, APPDATA } = environment;
  if (VITALEDGE_CONFIG_DIR) return VITALEDGE_CONFIG_DIR;
  // The XDG specification has relative paths ignored.
  if (XDG_CONFIG_HOME?.startsWith("/")) return join(XDG_CONFIG_HOME, "vitaledge");
  if (platform === "win32" && APPDATA) return join(APPDATA, "vitaledge");
  return join(homedir(), ".config", "vitaledge");
}

export function findPlaces(environment: Environment, profileFlag: string | undefined): Places {
  const name = profileFlag ?? (environment["VITALEDGE_PROFILE"] || "default");
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)) {
    throw new UsageError(`'${name}' is no name for a profile: letters, digits, dots, dashes and underscores, at most 64.`);
  }
  const directory = findConfigDirectory(environment);
  return {
    name,
    directory,
    profile: join(directory, "profiles", `${name}.json`),
    credentials: join(directory, "credentials", `${name}.json`),
  };
}

export async function readProfile(path: string): Promise<Profile> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  try {
    const { baseUrl, organizationId } = JSON.parse(text) as Record<string, unknown>;
    return {
      ...(typeof baseUrl === "string" && { baseUrl }),
      ...(typeof organizationId === "string" && { organizationId }),
    };
  } catch {
    throw new UsageError(`${path} cannot be read as JSON.`, "Remove it and log in again: vitaledge auth login");
  }
}

export async function writeProfile(places: Places, profile: Profile): Promise<void> {
  await mkdir(join(places.directory, "profiles"), { recursive: true, mode: 0o700 });
  const draft = `${places.profile}.${process.pid}`;
  await rm(draft, { force: true });
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(profile, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, places.profile);
}
