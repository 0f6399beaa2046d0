import type { Run } from "../context.js";
import { describeEnvironment } from "../credentials/in-force.js";
import { forgetLogin } from "../credentials/keep.js";
import { EXIT } from "../exit-codes.js";
import { UsageError } from "../usage-error.js";

type Options = { everywhere?: boolean };

export const logOut: Run<Options> = async (context, { everywhere }) => {
  const winner = describeEnvironment(context);
  if (winner !== undefined) throw new UsageError(`${winner} is set: that has no session here.`, "Unset it to log out of the profile.");
  if (context.profile.login?.kind === "service-account") {
    await forgetLogin(context);
    context.note("The key is forgotten here. It opens the organization as before until it is deleted: vitaledge org api-keys delete ID");
    return EXIT.done;
  }
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
