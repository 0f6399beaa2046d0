import type { Context } from "../context.js";
import { createAsker } from "../input/ask.js";
import { LoginNeeded } from "../usage-error.js";
import { placeOf } from "./place.js";

/** An API key: bound to the organization that made it. */
export type Key = { clientId: string; clientSecret: string };

type Parts = Pick<Context, "environment" | "places" | "profile" | "note">;

/** From the environment, else as a person's answer or the first line of a pipe; never an argument. */
export async function askSecret(context: Context): Promise<string> {
  const { VITALEDGE_CLIENT_SECRET: secret } = context.environment;
  return secret || (await createAsker(context).ask("Client secret", { secret: true })).trim();
}

/** The key that the login left. */
export async function readKey(parts: Parts): Promise<Key> {
  const { login } = parts.profile;
  const text = login === undefined ? null : await placeOf(parts, login.keptIn).keeper.read();
  const { clientId, clientSecret } = JSON.parse(text ?? "{}") as Partial<Key>;
  if (typeof clientId === "string" && typeof clientSecret === "string") return { clientId, clientSecret };
  throw new LoginNeeded(`The key of profile ${parts.places.name} is gone.`, "Run: vitaledge auth login --client-id ID");
}

/** The organization that the server wrote into the token (RFC 9068): no other answers with it. */
export function readOrganization(accessToken: string): string | undefined {
  try {
    const { org } = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString("utf8")) as { org?: unknown };
    return typeof org === "string" ? org : undefined;
  } catch {
    return undefined;
  }
}
