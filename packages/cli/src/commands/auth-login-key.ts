import { clientCredentials } from "@vitaledge/sdk";
import { createLoginClient } from "../client.js";
import type { Context } from "../context.js";
import { keepKey } from "../credentials/keep.js";
import { askSecret, readOrganization } from "../credentials/service-account.js";
import { EXIT } from "../exit-codes.js";
import type { ExitCode } from "../exit-codes.js";
import { formatOf, printAnswer } from "../output/print.js";
import { UsageError } from "../usage-error.js";

/** A key is tried before it is kept. */
export async function logInWithKey(context: Context, clientId: string): Promise<ExitCode> {
  const { flags, target, places, note } = context;
  const key = { clientId, clientSecret: await askSecret(context) };
  const { auth } = createLoginClient(context, clientCredentials(key));
  await auth.refresh();
  const organizationId = readOrganization(auth.session?.accessToken ?? "");
  if (flags.org !== undefined && organizationId !== undefined && flags.org !== organizationId) throw new UsageError(`The key is of ${organizationId}, not of ${flags.org}.`, "Leave --org out.");
  const place = await keepKey(context, organizationId ?? flags.org, key);
  note(`Logged in as service account ${clientId} at ${target.baseUrl}, profile ${places.name}.`);
  if (place.keptIn === "keyring") note(`The key is kept in the ${place.name}.`);
  const answer = { profile: places.name, baseUrl: target.baseUrl, organizationId: organizationId ?? null, clientId };
  if (formatOf(context) !== "table") await printAnswer(context, answer, ["profile", "baseUrl", "organizationId", "clientId"].map((path) => ({ path })));
  return EXIT.done;
}
