import { isBearer } from "../client.js";
import type { Run } from "../context.js";
import { forgetLogin } from "../credentials/keep.js";
import { EXIT } from "../exit-codes.js";
import { UsageError } from "../usage-error.js";

type Options = { everywhere?: boolean };

export const logOut: Run<Options> = async (context, { everywhere }) => {
  if (isBearer(context)) throw new UsageError("VITALEDGE_ACCESS_TOKEN is set: that token has no session here.", "Unset it to log out of the profile.");
  const { auth } = context.client();
  if ((await auth.restore()) === null) {
    context.note("Nobody was logged in.");
    return EXIT.done;
  }
  await auth.logout({ ...(everywhere === true && { everywhere }) }, { signal: context.signal });
  await forgetLogin(context);
  context.note(everywhere === true ? "Logged out, and every other session of the account ended." : "Logged out.");
  return EXIT.done;
};
