import { isBearer } from "../client.js";
import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { printAnswer } from "../output/print.js";
import { LoginNeeded } from "../usage-error.js";

const COLUMNS = ["profile", "baseUrl", "user.id", "user.email", "organizationId", "role", "credentials"].map((path) => ({ path }));

export const showStatus: Run<Record<string, never>> = async (context) => {
  const { places, target } = context;
  const client = context.client();
  if (!isBearer(context) && (await client.auth.restore()) === null) {
    const where = target.baseUrl === undefined ? "" : ` at ${target.baseUrl}`;
    throw new LoginNeeded(`Profile ${places.name} is not logged in${where}.`, "Run: vitaledge auth login");
  }
  const user = await client.auth.me({ signal: context.signal });
  const here = user.memberships.find(({ organizationId }) => organizationId === target.organizationId);
  await printAnswer(context, {
    profile: places.name,
    baseUrl: target.baseUrl,
    organizationId: target.organizationId ?? null,
    role: here?.role ?? null,
    credentials: isBearer(context) ? "VITALEDGE_ACCESS_TOKEN" : places.credentials,
    user,
  }, COLUMNS);
  return EXIT.done;
};
