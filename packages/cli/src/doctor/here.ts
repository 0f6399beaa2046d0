import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../context.js";
import { findKeyring, probeKeyring } from "../credentials/keyring.js";
import { fail, ok, warn } from "./finding.js";
import type { Finding } from "./finding.js";

type Environment = Context["environment"];

export function checkRuntime(environment: Environment): Finding {
  if (environment["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") {
    return fail("tls", "NODE_TLS_REJECT_UNAUTHORIZED is 0: no certificate is checked", "Unset it; name a certificate authority of your own in NODE_EXTRA_CA_CERTS.");
  }
  const own = environment["NODE_EXTRA_CA_CERTS"] ? " and those of NODE_EXTRA_CA_CERTS" : "";
  return ok("tls", `certificates are checked against those Node knows${own}`);
}

const PROXIES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/** Node minds them only when told, and only lately. */
export function checkProxy(environment: Environment, node = process.versions.node): Finding {
  const named = PROXIES.filter((name) => environment[name]);
  if (named.length === 0) return ok("proxy", "none is named");
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const minds = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
  if (!minds) return warn("proxy", `${named.join(", ")} is set, and Node ${node} does not mind it`, "Use Node 22.21, 24.5 or later, with NODE_USE_ENV_PROXY=1.");
  if (environment["NODE_USE_ENV_PROXY"] !== "1") return warn("proxy", `${named.join(", ")} is set and not minded`, "Set NODE_USE_ENV_PROXY=1.");
  return ok("proxy", `${named.join(", ")} is minded`);
}

/** Whatever lies with the profiles is its owner's alone. */
export async function checkPermissions(directory: string): Promise<Finding> {
  if (process.platform === "win32") return ok("permissions", "Windows keeps the folder its owner's");
  const found = await Promise.all(["profiles", "credentials"].map((name) => listFiles(join(directory, name))));
  const loose: string[] = [];
  for (const path of found.flat()) if (((await stat(path)).mode & 0o077) !== 0) loose.push(path);
  if (loose.length === 0) return ok("permissions", `${found.flat().length} files in ${directory}, none that others may read`);
  return fail("permissions", `others may read ${loose.join(", ")}`, `Run: chmod 600 ${loose.map((path) => `'${path}'`).join(" ")}`);
}

async function listFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.map((name) => join(folder, name));
}

export async function checkKeyring({ environment, profile }: Context): Promise<Finding> {
  const keyring = findKeyring(environment);
  const inUse = profile.login?.keptIn === "keyring";
  if (keyring !== undefined && (await probeKeyring(keyring))) return ok("keyring", `${keyring.program} answers${inUse ? " and keeps the login" : ""}`);
  const found = keyring === undefined ? "the platform has none that is used" : `${keyring.program} does not answer in two seconds`;
  if (inUse) return fail("keyring", `${found}, and it keeps the login`, "Unlock it, or run: vitaledge config set credentials file, and log in again.");
  return warn("keyring", `${found}: credentials are kept in files`, "Nothing need be done: the files are their owner's alone.");
}
