import type { Command } from "commander";
import type { Deps } from "../deps.js";
import { READ_EVERY } from "../features/auth/key-states.js";
import { listKeys, rotateKeys, withdrawKey } from "../features/auth/rotate-keys.service.js";
import { withDeps } from "./open-deps.js";
import { inJson, type Answering, type Out } from "./operator-words.js";
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
export const listKeysCommand = async ({ tokens: { keys }, clock }: Deps, { json = false }: Answering, out: Out): Promise<void> => {
  const listed = listKeys(keys, clock.now()).map(({ key, state, endsAt }) => {
    const until = state === "retiring" || state === "gone" ? endsAt : key.withdrawnAt;
    return { id: key.kid, algorithm: key.algorithm, state, activeAt: key.activeAt.toISOString(), until: until?.toISOString() ?? null };
  });
  if (json) return void out.write(inJson(listed));
  for (const { id, algorithm, state, activeAt, until } of listed) out.write(`${[id, algorithm, state, activeAt, until ?? "-"].join("\t")}\n`);
};

export const registerKeys = (program: Command, open = withDeps): void => {
  const keys = program.command("keys").description("the keys that sign access tokens");
  keys.command("list").description("list all keys and their states")
    .option("--json", "answer in JSON")
    .action((options: Answering) => open((deps) => listKeysCommand(deps, options, process.stdout)));
  keys.command("rotate")
    .description("make the next key; it signs in ten minutes, once every server and every holder of the published keys knows it")
    .option("--now", "let it sign at once")
    .action((options: { now?: boolean }) => open((deps) => rotateKeysCommand(deps, options, process.stdout)));
  keys.command("withdraw <id>").description("refuse the tokens of a key that is no longer secret")
    .action((id: string) => open((deps) => withdrawKeyCommand(deps, id, process.stdout)));
};
