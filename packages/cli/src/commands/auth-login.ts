import type { AnswerOf, VitalEdge } from "@vitaledge/sdk";
import { createLoginClient, isBearer } from "../client.js";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { createAsker } from "../input/ask.js";
import type { Asker } from "../input/ask.js";
import { formatOf, printAnswer } from "../output/print.js";
import { writeProfile } from "../profile.js";
import { UsageError } from "../usage-error.js";

type Options = { email?: string };
type Memberships = AnswerOf<"getMe">["memberships"];

export const logIn: Run<Options> = async (context, options) => {
  const { places, target, signal } = context;
  const client = createLoginClient(context);
  warnOfPlainHttp(context);
  const asker = createAsker(context);
  const email = options.email ?? (await askEmail(context, asker));
  await enter(client, email, asker, signal);
  const { id, memberships } = await client.auth.me({ signal });
  const organizationId = chooseOrganization(context, memberships);
  await writeProfile(places, { baseUrl: target.baseUrl, ...(organizationId !== undefined && { organizationId }) });
  context.note(`Logged in as ${email} at ${target.baseUrl}, profile ${places.name}.`);
  context.note(`The session is kept in ${places.credentials}, which only you may read.`);
  noteOrganization(context, organizationId, memberships);
  if (isBearer(context)) context.note("VITALEDGE_ACCESS_TOKEN is set: commands use it in place of this session.");
  const answer = { profile: places.name, baseUrl: target.baseUrl, organizationId: organizationId ?? null, user: { id, email } };
  if (formatOf(context) !== "table") await printAnswer(context, answer, [{ path: "profile" }, { path: "baseUrl" }, { path: "organizationId" }]);
  return EXIT.done;
};

/** A pipe has a password to give, then a code; which of its lines were an address would be a guess. */
function askEmail({ stdin }: Context, asker: Asker): Promise<string> {
  if (!stdin.isTTY) throw new UsageError("It is not said who logs in.", "Give --email.");
  return asker.ask("Email");
}

async function enter(client: VitalEdge, email: string, asker: Asker, signal: AbortSignal): Promise<void> {
  const password = await asker.ask("Password", { secret: true });
  const result = await client.auth.login({ email, password }, { signal });
  if (result.status === "authenticated") return;
  const code = await asker.ask("Code of the authenticator app, or a recovery code");
  await result.challenge.verify({ code: code.trim() }, { signal });
}

function chooseOrganization({ flags, target, profile }: Context, memberships: Memberships): string | undefined {
  const ids = memberships.map(({ organizationId }) => organizationId);
  if (flags.org !== undefined) {
    if (ids.includes(flags.org)) return flags.org;
    throw new UsageError(`The account is no member of ${flags.org}.`, `Give --org one of: ${ids.join(", ") || "none, it is a member of none"}`);
  }
  return [target.organizationId, profile.organizationId, ids.length === 1 ? ids[0] : undefined]
    .find((id) => id !== undefined && ids.includes(id));
}

function noteOrganization(context: Context, organizationId: string | undefined, memberships: Memberships): void {
  const found = memberships.find((membership) => membership.organizationId === organizationId);
  if (found !== undefined) return context.note(`Organization ${organizationId}, ${found.organizationName}, as ${found.role}.`);
  if (memberships.length === 0) return context.note("The account is a member of no organization yet.");
  const ids = memberships.map((membership) => membership.organizationId).join(", ");
  context.note(`Choose an organization with --org, or once for all with: vitaledge auth login --org ID (${ids})`);
}

function warnOfPlainHttp({ target, note }: Context): void {
  const { protocol, hostname } = new URL(target.baseUrl ?? "");
  const isOwn = hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
  if (protocol === "http:" && !isOwn) note(`${hostname} is reached without encryption: others on the way can read the password.`);
}
