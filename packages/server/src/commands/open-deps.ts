import { closeDeps, makeDeps, type Deps } from "../deps.js";
import { systemClock } from "../platform/clock.js";
import { configFromEnvironment } from "../platform/config.js";
import { makeLogger } from "../platform/logger.js";
import { LONG } from "../db/patience.js";
import { openStore } from "../store.js";

/** Runs an operator's command on the configured database, and lets go of it afterwards. */
export const withDeps = async (work: (deps: Deps) => Promise<void>): Promise<void> => {
  const config = configFromEnvironment();
  const log = makeLogger("silent");
  const store = await openStore(config, { log, migrate: false, beside: true });
  try {
    const publicUrl = (config.publicUrl ?? `http://${config.host}:${config.port}`).replace(/\/+$/, "");
    const deps = await makeDeps({ config, clock: systemClock, log, databaseUrl: store.appUrl, masterKey: store.masterKey, publicUrl, patience: LONG });
    try {
      await work(deps);
    } finally {
      await closeDeps(deps);
    }
  } finally {
    await store.stop();
  }
};
