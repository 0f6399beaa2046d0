/** How many calls wait for their turn. */
export type Queue = { waiting: number };

/**
 * Joins calls that wait at one moment into one: while a call of a key runs, further ones gather and go together next.
 * A lone call starts at once and waits for nothing.
 */
export const gather = <Item, Result>(run: (key: string, items: Item[]) => Promise<Result[]>, most: number, depth: Queue = { waiting: 0 }) => {
  type Waiting = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };
  const queues = new Map<string, Waiting[]>();

  const drain = async (key: string, queue: Waiting[]): Promise<void> => {
    while (queue.length) {
      const group = queue.splice(0, most);
      depth.waiting -= group.length;
      try {
        const results = await run(key, group.map((waiting) => waiting.item));
        group.forEach((waiting, index) => waiting.resolve(results[index]!));
      } catch (error) {
        for (const waiting of group) waiting.reject(error);
      }
    }
    queues.delete(key);
  };

  return (key: string, item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      depth.waiting += 1;
      const queue = queues.get(key);
      if (queue) return void queue.push({ item, resolve, reject });
      const fresh: Waiting[] = [{ item, resolve, reject }];
      queues.set(key, fresh);
      void drain(key, fresh);
    });
};
