import type { StoredSession, VitalEdge } from "@vitaledge/sdk";
import type { Context } from "../context.js";
import { createAsker } from "../input/ask.js";
import type { Asker } from "../input/ask.js";
import { readAll } from "../input/stdin.js";
import { UsageError } from "../usage-error.js";

/** Address, password, and where the account has a second factor its code: from a person, or a line of a pipe each. */
export async function enterPassword(context: Context, client: VitalEdge, given: string | undefined): Promise<void> {
  const { signal } = context;
  const asker = createAsker(context);
  const email = given ?? (await askEmail(context, asker));
  const password = await asker.ask("Password", { secret: true });
  const result = await client.auth.login({ email, password }, { signal });
  if (result.status === "authenticated") return;
  const code = await asker.ask("Code of the authenticator app, or a recovery code");
  await result.challenge.verify({ code: code.trim() }, { signal });
}

/** A pipe has a password to give, then a code; which of its lines were an address would be a guess. */
function askEmail({ stdin }: Context, asker: Asker): Promise<string> {
  if (!stdin.isTTY) throw new UsageError("It is not said who logs in.", "Give --email.");
  return asker.ask("Email");
}

/** From standard input: the answer of a login as it came, or its refresh token alone. Spent at once, for a pair of our own. */
export async function readPair({ stdin }: Context): Promise<StoredSession> {
  const refreshToken = findRefreshToken((await readAll(stdin)).trim());
  if (refreshToken === "") throw new UsageError("No token was piped into standard input.", "Pipe the answer of POST /api/auth/login, or its refreshToken.");
  if (refreshToken.startsWith("eyJ")) throw new UsageError("That is an access token, which ends within minutes.", "Set VITALEDGE_ACCESS_TOKEN to it, or pipe the refresh token.");
  return { accessToken: "", refreshToken, expiresAt: 0, skewMs: 0 };
}

function findRefreshToken(text: string): string {
  if (!text.startsWith("{")) return text;
  try {
    const { refreshToken } = JSON.parse(text) as { refreshToken?: unknown };
    return typeof refreshToken === "string" ? refreshToken : "";
  } catch {
    throw new UsageError("Standard input is neither a token nor JSON.");
  }
}
