import type { StoredSession } from "@vitaledge/sdk";
import type { Context } from "../context.js";
import { writeProfile } from "../profile.js";
import type { Login } from "../profile.js";
import { choosePlace, placeOf } from "./place.js";
import type { Place } from "./place.js";
import type { Key } from "./service-account.js";

/** Keeps a login. Wherever it breaks off, the profile is logged out, and never holds one server's session under another's name. */
export async function keepSession(context: Context, organizationId: string | undefined, pair: StoredSession | null): Promise<Place> {
  const place = await prepare(context, organizationId, "session");
  while (!(await place.store.compareAndSwap(await place.store.read(), pair))) continue;
  return place;
}

export async function keepKey(context: Context, organizationId: string | undefined, key: Key): Promise<Place> {
  const place = await prepare(context, organizationId, "service-account");
  await place.keeper.write(JSON.stringify(key));
  return place;
}

async function prepare(context: Context, organizationId: string | undefined, kind: Login["kind"]): Promise<Place> {
  const { places, profile, target } = context;
  const place = await choosePlace(context);
  await forgetLogin(context);
  const { org: _before, ...settings } = profile;
  await writeProfile(places, {
    ...settings,
    ...(target.baseUrl !== undefined && { "base-url": target.baseUrl, login: { baseUrl: target.baseUrl, kind, keptIn: place.keptIn } }),
    ...(organizationId !== undefined && { org: organizationId }),
  });
  return place;
}

/** The profile keeps its settings; its credentials are gone from where they lay. */
export async function forgetLogin(context: Context): Promise<void> {
  const { places, profile } = context;
  if (profile.login === undefined) return;
  const { login, ...settings } = profile;
  // A keyring that is locked keeps what nobody reads any more.
  if (login.keptIn === "keyring") await forgetInKeyring(context);
  else await placeOf(context, "file").keeper.write(null);
  await writeProfile(places, settings);
}

async function forgetInKeyring(context: Context): Promise<void> {
  try {
    await placeOf(context, "keyring").keeper.write(null);
  } catch {
    context.note("The keyring does not answer: what it kept of the login before is still there.");
  }
}
