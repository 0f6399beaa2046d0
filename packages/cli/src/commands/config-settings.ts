import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { openSink, withSink } from "../output/file.js";
import { printRows } from "../output/print.js";
import { SETTINGS, writeProfile } from "../profile.js";
import type { Setting } from "../profile.js";
import { checkSetting } from "../settings.js";
import { UsageError } from "../usage-error.js";

type Empty = Record<never, never>;

export const listSettings: Run<Empty> = async (context) => {
  const rows = SETTINGS.flatMap((key) => (context.profile[key] === undefined ? [] : [{ key, value: context.profile[key] }]));
  await printRows(context, rows, [{ path: "key" }, { path: "value" }]);
  return EXIT.done;
};

export const getSetting: Run<Empty> = async ({ profile, places, flags, stdout }, _options, [key = ""]) => {
  const value = profile[toSetting(key)];
  if (value === undefined) throw new UsageError(`Profile ${places.name} leaves ${key} to its default.`, `Run: vitaledge config set ${key} VALUE`);
  await withSink(await openSink(flags.output, stdout), (sink) => sink.write(`${value}\n`));
  return EXIT.done;
};

export const setSetting: Run<Empty> = async ({ places, profile, note }, _options, [key = "", value = ""]) => {
  const setting = toSetting(key);
  checkSetting(setting, value);
  await writeProfile(places, { ...profile, [setting]: value });
  if (setting === "credentials" && profile.login !== undefined && profile.login.keptIn !== value) note("That counts from the next login on: vitaledge auth login");
  return EXIT.done;
};

export const unsetSetting: Run<Empty> = async ({ places, profile }, _options, [key = ""]) => {
  const { [toSetting(key)]: _gone, ...rest } = profile;
  await writeProfile(places, rest);
  return EXIT.done;
};

function toSetting(key: string): Setting {
  const found = SETTINGS.find((name) => name === key);
  if (found === undefined) throw new UsageError(`'${key}' is no setting.`, `Settings are: ${SETTINGS.join(", ")}`);
  return found;
}
