import { memoryStore, session } from "@vitaledge/sdk";
import type { AnswerOf, VitalEdge } from "@vitaledge/sdk";
import { createLoginClient } from "../client.js";
import type { Context, Run } from "../context.js";
import { enterPassword, readPair } from "../credentials/enter.js";
import { describeEnvironment } from "../credentials/in-force.js";
import { keepSession } from "../credentials/keep.js";
import type { Place } from "../credentials/place.js";
import { EXIT } from "../exit-codes.js";
import type { ExitCode } from "../exit-codes.js";
import { formatOf, printAnswer } from "../output/print.js";
import { UsageError } from "../usage-error.js";

type Options = { email?: string; withToken?: boolean; clientId?: string };
type Me = AnswerOf<"getMe">;

export const logIn: Run<Options> = async (context, { email, withToken, clientId }) => {
  if ([email, withToken, clientId].filter((one) => one !== undefined).length > 1) throw new UsageError("Of --email, --with-token and --client-id one is given.");
  warnOfPlainHttp(context);
  if (clientId !== undefined) return (await import("./auth-login-key.js")).logInWithKey(context, clientId);
  return logInPerson(context, email, withToken);
};

/** The pair is held in memory until all is well: a login that fails leaves the one before it as it was. */
async function logInPerson(context: Context, email: string | undefined, withToken: boolean | undefined): Promise<ExitCode> {
  const store = memoryStore(withToken === true ? await readPair(context) : null);
  const client = createLoginClient(context, session({ store }));
  if (withToken === true) await client.auth.refresh();
  else await enterPassword(context, client, email);
  const { me, organizationId } = await findOrganization(context, client).catch(async (error: unknown) => {
    // Nobody would end that session but its age.
    if (withToken !== true) await client.auth.logout().catch(() => undefined);
    throw error;
  });
  const place = await keepSession(context, organizationId, await store.read());
  tell(context, { me, organizationId, place });
  const answer = { profile: context.places.name, baseUrl: context.target.baseUrl, organizationId: organizationId ?? null, user: { id: me.id, email: me.email } };
  if (formatOf(context) !== "table") await printAnswer(context, answer, [{ path: "profile" }, { path: "baseUrl" }, { path: "organizationId" }]);
  return EXIT.done;
}

async function findOrganization(context: Context, client: VitalEdge): Promise<{ me: Me; organizationId: string | undefined }> {
  const me = await client.auth.me({ signal: context.signal });
  return { me, organizationId: chooseOrganization(context, me) };
}

function chooseOrganization({ flags, target, profile }: Context, { memberships }: Me): string | undefined {
  const ids = memberships.map(({ organizationId }) => organizationId);
  if (flags.org !== undefined) {
    if (ids.includes(flags.org)) return flags.org;
    throw new UsageError(`The account is no member of ${flags.org}.`, `Give --org one of: ${ids.join(", ") || "none, it is a member of none"}`);
  }
  return [target.organizationId, profile.org, ids.length === 1 ? ids[0] : undefined]
    .find((id) => id !== undefined && ids.includes(id));
}

function tell(context: Context, { me, organizationId, place }: { me: Me; organizationId: string | undefined; place: Place }): void {
  const { target, places, note } = context;
  note(`Logged in as ${me.email} at ${target.baseUrl}, profile ${places.name}.`);
  if (place.keptIn === "keyring") note(`The session is kept in the ${place.name}.`);
  noteOrganization(context, organizationId, me);
  const winner = describeEnvironment(context);
  if (winner !== undefined) note(`${winner} is set: commands use it in place of this session.`);
}

function noteOrganization({ note }: Context, organizationId: string | undefined, { memberships }: Me): void {
  const found = memberships.find((membership) => membership.organizationId === organizationId);
  if (found !== undefined) return note(`Organization ${organizationId}, ${found.organizationName}, as ${found.role}.`);
  if (memberships.length === 0) return note("The account is a member of no organization yet.");
  const ids = memberships.map((membership) => membership.organizationId).join(", ");
  note(`Choose an organization with --org, or once for all with: vitaledge auth switch ID (${ids})`);
}

function warnOfPlainHttp({ target, note }: Context): void {
  if (target.baseUrl === undefined || !URL.canParse(target.baseUrl)) return;
  const { protocol, hostname } = new URL(target.baseUrl);
  const isOwn = hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
  if (protocol === "http:" && !isOwn) note(`${hostname} is reached without encryption: others on the way can read the password.`);
}
