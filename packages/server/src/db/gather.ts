import { annotate, keepSpan, traced } from "../platform/tracing.js";

/** Calls that wait for their turn. `name` is what a trace calls them. */
export type Queue = { readonly name: string; waiting: number };

/**
 * Joins calls that wait at one moment into one: while a call of a key runs, further ones gather and go together next.
 * A lone call starts at once and waits for nothing.
 */
export const gather = <Item, Result>(run: (key: string, items: Item[]) => Promise<Result[]>, most: number, depth: Queue = { name: "group", waiting: 0 }) => {
  type Waiting = { item: Item; within: ReturnType<typeof keepSpan>; resolve: (result: Result) => void; reject: (error: unknown) => void };
  const queues = new Map<string, Waiting[]>();

  const drain = async (key: string, queue: Waiting[]): Promise<void> => {
    while (queue.length) {
      const group = queue.splice(0, most);
      depth.waiting -= group.length;
      try {
        // In a trace the group's own work is that of its first, for it is done once.
        const results = await group[0]!.within(() => {
          annotate({ "vitaledge.group.size": group.length });
          return run(key, group.map((waiting) => waiting.item));
        });
        group.forEach((waiting, index) => waiting.resolve(results[index]!));
      } catch (error) {
        for (const waiting of group) waiting.reject(error);
      }
    }
    queues.delete(key);
  };

  const join = (key: string, item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      depth.waiting += 1;
      const waiting = { item, within: keepSpan(), resolve, reject };
      const queue = queues.get(key);
      if (queue) return void queue.push(waiting);
      const fresh: Waiting[] = [waiting];
      queues.set(key, fresh);
      void drain(key, fresh);
    });

  return (key: string, item: Item): Promise<Result> => traced(depth.name, () => join(key, item));
};
