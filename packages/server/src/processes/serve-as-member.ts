import { createServer, type ServerOptions } from "../create-server.js";
import { OperatorError } from "../platform/operator-error.js";
import { closeOnSignal } from "../platform/shutdown.js";
import { GIVE_WAY, type Told } from "./member.js";

const tell = (told: Told): Promise<void> => new Promise((resolve) => void process.send?.(told, undefined, undefined, () => resolve()));

/** One of several processes that serve on one port: what it has to say at its start is said by the one that started it. */
export const serveAsMember = async (options: ServerOptions & { number: number }): Promise<void> => {
  try {
    const server = await createServer(options);
    closeOnSignal(() => server.close());
    // A terminal that hangs up tells all of its processes; what that means is for the first of them to say.
    process.on("SIGHUP", () => undefined);
    process.on("message", (word) => {
      if (word === GIVE_WAY) void server.close({ replaced: true }).then(() => process.exit(0));
    });
    await tell({ listens: server.url });
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    await tell({ cannot: error.message });
    process.exit(1);
  }
};
