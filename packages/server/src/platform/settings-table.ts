import { SETTINGS } from "./config.js";
import type { Setting } from "./settings.js";

const row = ({ name, about, takes, otherwise }: Setting<unknown>): string => `| \`${name}\` | ${takes} | ${otherwise.replaceAll("<", "\\<")} | ${about} |`;

/** The handbook's table of all settings, in Markdown. */
export const renderSettings = (): string => [
  "| variable | takes | default | meaning |", "|---|---|---|---|", ...Object.values(SETTINGS).map(row),
].join("\n");
