import type { Run } from "../context.js";
import { credentialInForce } from "../credentials/in-force.js";
import { EXIT } from "../exit-codes.js";
import { LoginNeeded, UsageError } from "../usage-error.js";
import { openSink, withSink } from "../output/file.js";

export const printToken: Run<Record<string, never>> = async (context) => {
  const { stdout, flags, environment, signal, places } = context;
  const toScreen = (flags.output === undefined || flags.output === "-") && stdout.isTTY;
  if (toScreen && flags.yes !== true) {
    throw new UsageError("A token on a screen stays in its history, and is read over a shoulder.", "Pipe it, as in: curl -H \"Authorization: Bearer $(vitaledge auth token)\" ..., or give --yes.");
  }
  const { auth } = context.client();
  const kind = credentialInForce(context);
  // Any call sees to it that the token still holds.
  if (kind === "session") await auth.me({ signal });
  if (kind === "service-account" || kind === "environment-key") await auth.refresh();
  const token = kind === "access-token" ? environment["VITALEDGE_ACCESS_TOKEN"] : auth.session?.accessToken;
  if (token === undefined) throw new LoginNeeded(`Profile ${places.name} is not logged in.`, "Run: vitaledge auth login");
  await withSink(await openSink(flags.output, stdout), (sink) => sink.write(`${token}\n`));
  return EXIT.done;
};
