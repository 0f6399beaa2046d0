import { isBearer } from "../client.js";
import type { Context, Run } from "../context.js";
import { placeOf } from "../credentials/place.js";
import { EXIT } from "../exit-codes.js";
import { printAnswer } from "../output/print.js";
import { LoginNeeded } from "../usage-error.js";

const COLUMNS = ["profile", "baseUrl", "user.id", "user.email", "organizationId", "organizationName", "role", "credentials", "expiresAt"].map((path) => ({ path }));

export const showStatus: Run<Record<string, never>> = async (context) => {
  const { places, target } = context;
  const client = context.client();
  if (!isBearer(context) && (await client.auth.restore()) === null) {
    const where = target.baseUrl === undefined ? "" : ` at ${target.baseUrl}`;
    throw new LoginNeeded(`Profile ${places.name} is not logged in${where}.`, "Run: vitaledge auth login");
  }
  const user = await client.auth.me({ signal: context.signal });
  const here = user.memberships.find(({ organizationId }) => organizationId === target.organizationId);
  const left = isBearer(context) ? undefined : client.auth.session?.expiresInMs;
  await printAnswer(context, {
    profile: places.name,
    baseUrl: target.baseUrl,
    organizationId: target.organizationId ?? null,
    organizationName: here?.organizationName ?? null,
    role: here?.role ?? null,
    credentials: describeCredentials(context),
    // Of the access token; the session takes a new one by itself.
    expiresAt: left === undefined ? null : new Date(Date.now() + left).toISOString(),
    user,
  }, COLUMNS);
  return EXIT.done;
};

function describeCredentials(context: Context): string | null {
  if (isBearer(context)) return "VITALEDGE_ACCESS_TOKEN";
  const { login } = context.profile;
  return login === undefined ? null : placeOf(context, login.keptIn).name;
}
