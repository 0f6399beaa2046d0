import type { AnswerOf } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import type { ExitCode } from "../exit-codes.js";
import { createAsker } from "../input/ask.js";
import { findPlaces, listProfiles, useProfile, writeProfile } from "../profile.js";
import { UsageError } from "../usage-error.js";

type Membership = AnswerOf<"getMe">["memberships"][number];

/** To an organization of the account, by id or name, or to another profile. */
export const switchTo: Run<Record<string, never>> = async (context, _options, [name]) => {
  const profiles = await listProfiles(context.places.directory);
  if (name !== undefined && profiles.includes(name)) return switchProfile(context, name);
  const { memberships } = await context.client().auth.me({ signal: context.signal });
  const wanted = name ?? (await ask(context, memberships));
  const found = memberships.find((one) => one.organizationId === wanted || one.organizationName === wanted);
  if (found === undefined) throw new UsageError(`${wanted} is neither an organization of yours nor a profile.`, `There are: ${[...memberships.map(describe), ...profiles].join(", ")}`);
  await writeProfile(context.places, { ...context.profile, org: found.organizationId });
  context.note(`Profile ${context.places.name} acts for ${describe(found)}, as ${found.role}.`);
  return EXIT.done;
};

async function switchProfile({ places, note }: Context, name: string): Promise<ExitCode> {
  await useProfile(findPlaces(places.directory, name));
  note(`Profile ${name} is used from now on, where neither --profile nor VITALEDGE_PROFILE says otherwise.`);
  return EXIT.done;
}

function ask(context: Context, memberships: readonly Membership[]): Promise<string> {
  if (!context.stdin.isTTY) throw new UsageError("It is not said where to.", `Give one of: ${memberships.map(describe).join(", ")}`);
  for (const one of memberships) context.stderr.write(`${describe(one)}\n`);
  return createAsker(context).ask("Organization");
}

function describe({ organizationId, organizationName }: Membership): string {
  return `${organizationId} (${organizationName})`;
}
