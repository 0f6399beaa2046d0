/** Milliseconds after which a shutdown that hangs is given up. */
const PATIENCE = 60_000;
/** Milliseconds in which signals count as one: a group's signal reaches a process directly and through its parent. */
const ONE_SIGNAL = 2_000;

/** The first signal closes in order, the second ends the process at once; the exit status says which it was. */
export const closeOnSignal = (close: () => Promise<void>): void => {
  let closingSince: number | undefined;
  const onSignal = (): void => {
    if (closingSince !== undefined) {
      if (performance.now() - closingSince > ONE_SIGNAL) process.exit(1);
      return;
    }
    closingSince = performance.now();
    setTimeout(() => process.exit(1), PATIENCE).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
};
