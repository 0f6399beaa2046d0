import { setTimeout } from "node:timers/promises";

export type Loop = {
  wake(): void;
  /** Ends after the step that runs. */
  stop(): Promise<void>;
};

type Options = {
  /** Whether there may be more to do. */
  step: () => Promise<boolean>;
  onError: (error: unknown) => void;
  /** Milliseconds between two looks for what nobody told of. */
  interval: number;
  /** Milliseconds between two steps of which the second was asked for during the first: what comes meanwhile goes with it. */
  rest?: number;
};

/** Works until there is nothing left, one step at a time; whoever wakes it while it works makes it look once more. */
export const startLoop = ({ step, onError, interval, rest = 0 }: Options): Loop => {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const run = async (): Promise<void> => {
    try {
      let more = true;
      while (more && !stopped) {
        again = false;
        more = await step();
        if (more || !again) continue;
        await setTimeout(rest);
        more = true;
      }
    } catch (error) {
      onError(error);
    } finally {
      running = undefined;
    }
  };

  const wake = (): void => {
    again = true;
    if (!stopped) running ??= run();
  };
  const timer = setInterval(wake, interval).unref();
  wake();
  return {
    wake,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
};
