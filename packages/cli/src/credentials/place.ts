import { fileKeeper, lockedStore } from "@vitaledge/sdk/node";
import type { Keeper } from "@vitaledge/sdk/node";
import type { SessionStore } from "@vitaledge/sdk";
import type { Context } from "../context.js";
import { findKeyring, keyringKeeper, probeKeyring } from "./keyring.js";
import type { Login } from "../profile.js";
import { LoginNeeded, UsageError } from "../usage-error.js";

type Parts = Pick<Context, "environment" | "places" | "profile" | "note">;

/** Where a profile's credentials lie. */
export type Place = { keptIn: Login["keptIn"]; name: string; keeper: Keeper; store: SessionStore };

/** The place that the login chose. */
export function placeOf({ environment, places: { credentials } }: Parts, keptIn: Login["keptIn"]): Place {
  // The lock belongs to the credential: two programs that share it share the lock, wherever they run.
  const lock = `${credentials}.lock`;
  if (keptIn === "file") {
    const keeper = fileKeeper(credentials);
    return { keptIn, name: credentials, keeper, store: lockedStore(lock, keeper) };
  }
  const keyring = findKeyring(environment);
  if (keyring === undefined) throw new LoginNeeded("The credentials are in a keyring that this platform does not have.", "Run: vitaledge auth login");
  const keeper = keyringKeeper(keyring, credentials);
  return { keptIn, name: `keyring (${keyring.program})`, keeper, store: lockedStore(lock, keeper) };
}

/** For a login: the keyring where there is one that answers, else a file, which is said. */
export async function choosePlace(parts: Parts): Promise<Place> {
  const { credentials: wanted } = parts.profile;
  const file = placeOf(parts, "file");
  if (wanted === "file") return file;
  const keyring = findKeyring(parts.environment);
  if (keyring !== undefined && (await probeKeyring(keyring))) return placeOf(parts, "keyring");
  if (wanted === "keyring") throw new UsageError("The profile wants a keyring, and none answers.", "Unlock it, or run: vitaledge config unset credentials");
  parts.note(`No keyring answers here: the credentials are kept in ${file.name}, which only you may read.`);
  return file;
}
