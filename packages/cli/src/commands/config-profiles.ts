import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { openSink, withSink } from "../output/file.js";
import { printRows } from "../output/print.js";
import { findPlaces, listProfiles, readProfile, useProfile } from "../profile.js";
import { UsageError } from "../usage-error.js";

type Empty = Record<never, never>;

export const printPath: Run<Empty> = async ({ places, flags, stdout }) => {
  await withSink(await openSink(flags.output, stdout), (sink) => sink.write(`${places.profile}\n`));
  return EXIT.done;
};

export const printProfiles: Run<Empty> = async (context) => {
  const { directory, name } = context.places;
  const rows = await Promise.all((await listProfiles(directory)).map(async (profile) => {
    const { "base-url": baseUrl = null, org = null, login } = await readProfile(findPlaces(directory, profile).profile);
    return { profile, used: profile === name, baseUrl, org, login: login?.kind ?? null };
  }));
  await printRows(context, rows, ["profile", "used", "baseUrl", "org", "login"].map((path) => ({ path })));
  return EXIT.done;
};

export const chooseProfile: Run<Empty> = async ({ places, note, environment }, _options, [name = ""]) => {
  const profiles = await listProfiles(places.directory);
  if (!profiles.includes(name)) throw new UsageError(`There is no profile ${name}.`, `There are: ${profiles.join(", ") || "none; vitaledge auth login makes one"}`);
  await useProfile(findPlaces(places.directory, name));
  if (environment["VITALEDGE_PROFILE"]) note(`VITALEDGE_PROFILE is set to ${environment["VITALEDGE_PROFILE"]}, and wins over it.`);
  return EXIT.done;
};
