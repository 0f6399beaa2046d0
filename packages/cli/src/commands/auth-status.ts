import type { AnswerOf } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import { credentialInForce, describeEnvironment } from "../credentials/in-force.js";
import { placeOf } from "../credentials/place.js";
import { EXIT } from "../exit-codes.js";
import { printAnswer } from "../output/print.js";
import { LoginNeeded } from "../usage-error.js";

type Me = AnswerOf<"getMe">;

const COLUMNS = ["profile", "baseUrl", "user.id", "user.email", "organizationId", "organizationName", "role", "credentials", "expiresAt"].map((path) => ({ path }));

export const showStatus: Run<Record<string, never>> = async (context) => {
  const { places, target } = context;
  const user = await findUser(context);
  const here = user?.memberships.find(({ organizationId }) => organizationId === target.organizationId);
  const left = credentialInForce(context) === "access-token" ? undefined : context.client().auth.session?.expiresInMs;
  await printAnswer(context, {
    profile: places.name,
    baseUrl: target.baseUrl,
    organizationId: target.organizationId ?? null,
    organizationName: here?.organizationName ?? null,
    role: user === null ? "service account" : (here?.role ?? null),
    credentials: describeCredentials(context),
    // Of the access token; a session or a key takes a new one by itself.
    expiresAt: left === undefined ? null : new Date(Date.now() + left).toISOString(),
    user,
  }, COLUMNS);
  return EXIT.done;
};

/** Null for a service account: it is an organization's, and nobody's. */
async function findUser(context: Context): Promise<Me | null> {
  const { auth } = context.client();
  const kind = credentialInForce(context);
  if (kind === "service-account" || kind === "environment-key") {
    await auth.refresh();
    return null;
  }
  if (kind !== "access-token" && (await auth.restore()) === null) {
    const { places, target } = context;
    const where = target.baseUrl === undefined ? "" : ` at ${target.baseUrl}`;
    throw new LoginNeeded(`Profile ${places.name} is not logged in${where}.`, "Run: vitaledge auth login");
  }
  return auth.me({ signal: context.signal });
}

function describeCredentials(context: Context): string | null {
  const { login } = context.profile;
  return describeEnvironment(context) ?? (login === undefined ? null : placeOf(context, login.keptIn).name);
}
