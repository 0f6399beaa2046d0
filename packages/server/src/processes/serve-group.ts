import { parseConfig } from "../platform/config.js";
import { freePort } from "../platform/listen.js";
import { makeLogger } from "../platform/logger.js";
import type { OperatorError } from "../platform/operator-error.js";
import { openStore } from "../store.js";
import { keepGroup } from "./group.js";
import { startMember } from "./member.js";

type Given = {
  settings: Readonly<Record<string, string | undefined>>;
  /** The program's arguments for the process of a number. */
  argsOf: (number: number) => string[];
  onHopeless: (why: OperatorError) => void;
};

export type ServerGroup = { url: string; renew(): void; close(): Promise<void> };

/** As many processes as are configured, on one port and one database; an embedded one is started and stopped here. */
export const serveGroup = async ({ settings, argsOf, onHopeless }: Given): Promise<ServerGroup> => {
  const config = parseConfig(settings);
  const log = makeLogger(config.logLevel);
  const store = await openStore(config, { log, migrate: false });
  try {
    // Chosen here, or whoever comes after all have died would be on another one.
    const port = config.port || (await freePort(config.host));
    const start = (number: number) => startMember(argsOf(number), { PORT: String(port) });
    const { url, renew, stop } = await keepGroup({ count: config.workers, start, log, onHopeless });
    const close = async (): Promise<void> => {
      await stop();
      await store.stop();
    };
    return { url, renew, close };
  } catch (error) {
    await store.stop();
    throw error;
  }
};
