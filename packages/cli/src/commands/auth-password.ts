import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { createAsker } from "../input/ask.js";
import { UsageError } from "../usage-error.js";

/** From a person three answers, from a pipe two lines: there nothing is mistyped. */
export const changePassword: Run<Record<never, never>> = async (context) => {
  const asker = createAsker(context);
  const currentPassword = await asker.ask("Password until now", { secret: true });
  const newPassword = await asker.ask("New password", { secret: true });
  if (context.stdin.isTTY && (await asker.ask("New password again", { secret: true })) !== newPassword) {
    throw new UsageError("The two are not the same, and the password is as it was.", "Run: vitaledge auth password change");
  }
  await context.client().auth.changePassword({ currentPassword, newPassword }, { signal: context.signal });
  context.note("The password is changed, and every other session of the account has ended.");
  return EXIT.done;
};
