import type { Command } from "commander";
import type { Deps } from "../deps.js";
import { READ_EVERY } from "../features/auth/key-states.js";
import { listKeys, rotateKeys, withdrawKey } from "../features/auth/rotate-keys.service.js";
import { withDeps } from "./open-deps.js";
import type { Out } from "./operator-words.js";
import { recordCommand } from "./record-command.js";

export const rotateKeysCommand = async (deps: Deps, { now = false }: { now?: boolean }, out: Out): Promise<void> => {
  const { kid, algorithm, activeAt } = await rotateKeys(deps.tokens.keys, now ? "now" : "later");
  await recordCommand(deps, { name: "keys rotate", resourceType: "TokenKey", resourceId: kid });
  out.write(`Made the ${algorithm} key ${kid}. It signs from ${now ? "now" : activeAt.toISOString()} on; tokens of the one before it are taken until they have expired.\n`);
};

export const withdrawKeyCommand = async (deps: Deps, kid: string, out: Out): Promise<void> => {
  const successor = await withdrawKey(deps.tokens.keys, kid);
  await recordCommand(deps, { name: "keys withdraw", resourceType: "TokenKey", resourceId: kid });
  out.write(`${kid} is withdrawn: within ${READ_EVERY} seconds no server takes its tokens.${successor ? ` ${successor.kid} signs in its place.` : ""}\n`);
};

/** One line each: id, algorithm, state, since when it signs, and until when its tokens are taken. */
export const listKeysCommand = async ({ tokens: { keys }, clock }: Deps, out: Out): Promise<void> => {
  for (const { key, state, endsAt } of listKeys(keys, clock.now())) {
    const until = state === "retiring" || state === "gone" ? endsAt : key.withdrawnAt;
    out.write(`${[key.kid, key.algorithm, state, key.activeAt.toISOString(), until?.toISOString() ?? "-"].join("\t")}\n`);
  }
};

export const registerKeys = (program: Command, open = withDeps): void => {
  const keys = program.command("keys").description("the keys that sign access tokens");
  keys.command("list").description("list all keys and their states")
    .action(() => open((deps) => listKeysCommand(deps, process.stdout)));
  keys.command("rotate")
    .description("make the next key; it signs in ten minutes, once every server and every holder of the published keys knows it")
    .option("--now", "let it sign at once")
    .action((options: { now?: boolean }) => open((deps) => rotateKeysCommand(deps, options, process.stdout)));
  keys.command("withdraw <id>").description("refuse the tokens of a key that is no longer secret")
    .action((id: string) => open((deps) => withdrawKeyCommand(deps, id, process.stdout)));
};
