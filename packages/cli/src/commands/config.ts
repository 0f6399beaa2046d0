import type { Command } from "commander";
import type { Start } from "../run.js";

export function declareConfig(config: Command, start: Start): void {
  config.command("list").description("list what is set")
    .action(start(async () => (await import("./config-settings.js")).listSettings));
  config.command("get").description("print one setting").argument("<key>")
    .action(start(async () => (await import("./config-settings.js")).getSetting));
  config.command("set").description("set one; a flag of its name wins over it").argument("<key>").argument("<value>")
    .action(start(async () => (await import("./config-settings.js")).setSetting));
  config.command("unset").description("leave one to its default").argument("<key>")
    .action(start(async () => (await import("./config-settings.js")).unsetSetting));
  config.command("path").description("print the file the profile is kept in")
    .action(start(async () => (await import("./config-profiles.js")).printPath));
  config.command("profiles").description("list the profiles, and which is used")
    .action(start(async () => (await import("./config-profiles.js")).printProfiles));
  config.command("use").description("use a profile where neither --profile nor VITALEDGE_PROFILE names one").argument("<name>")
    .action(start(async () => (await import("./config-profiles.js")).chooseProfile));
}
