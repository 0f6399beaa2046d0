/**
 * One work of a key at a time. What is urgent goes before all that waits; since its next comes only after it was done, others
 * have their turn between.
 */
export const takeTurns = () => {
  const waiting = new Map<string, (() => void)[]>();

  const enter = (key: string, urgent: boolean): Promise<void> =>
    new Promise((go) => {
      const queue = waiting.get(key);
      if (queue) return void (urgent ? queue.unshift(go) : queue.push(go));
      waiting.set(key, []);
      go();
    });

  const leave = (key: string): void => {
    const next = waiting.get(key)?.shift();
    if (next) next();
    else waiting.delete(key);
  };

  return async <T>(key: string, urgent: boolean, work: () => Promise<T>): Promise<T> => {
    await enter(key, urgent);
    try {
      return await work();
    } finally {
      leave(key);
    }
  };
};
