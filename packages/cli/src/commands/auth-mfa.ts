import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { createAsker } from "../input/ask.js";
import { formatOf, printAnswer, printRows } from "../output/print.js";

type Empty = Record<never, never>;

/** The key is shown where it can be typed or scanned from, and counts once a code of it was given. */
export const setUpFactor: Run<Empty> = async (context) => {
  const { signal, stderr } = context;
  const { auth } = context.client();
  const asker = createAsker(context);
  const password = await asker.ask("Password", { secret: true });
  const { secret, otpauthUri } = await auth.mfa.setup({ password }, { signal });
  stderr.write(`Add this key to an authenticator app:\n${secret}\n${otpauthUri}\n`);
  const code = await asker.ask("Code that the app shows");
  const { recoveryCodes } = await auth.mfa.confirm({ code: code.trim() }, { signal });
  context.note("A second factor is asked for from now on. Each of these codes opens the account once where the app is lost; they are shown this once:");
  const rows = recoveryCodes.map((recoveryCode) => ({ recoveryCode }));
  if (formatOf(context) === "json") await printAnswer(context, { recoveryCodes }, [{ path: "recoveryCodes" }]);
  else await printRows(context, rows, [{ path: "recoveryCode" }]);
  return EXIT.done;
};

export const removeFactor: Run<Empty> = async (context) => {
  const asker = createAsker(context);
  const password = await asker.ask("Password", { secret: true });
  const code = await asker.ask("Code of the authenticator app, or a recovery code");
  await context.client().auth.mfa.disable({ password, code: code.trim() }, { signal: context.signal });
  context.note("No second factor is asked for any more.");
  return EXIT.done;
};
