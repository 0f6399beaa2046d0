/** Milliseconds after which a shutdown that hangs is given up. */
const PATIENCE = 60_000;

/** The first signal closes in order, the second ends the process at once; the exit status says which it was. */
export const closeOnSignal = (close: () => Promise<void>): void => {
  let closing = false;
  const onSignal = (): void => {
    if (closing) process.exit(1);
    closing = true;
    setTimeout(() => process.exit(1), PATIENCE).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
};
