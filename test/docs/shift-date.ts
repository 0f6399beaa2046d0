/** From now on it is that moment in this process, and time goes on from there. Gives back what undoes it. */
export const shiftDate = (to: string): (() => void) => {
  const System = globalThis.Date;
  const offset = System.parse(to) - System.now();
  globalThis.Date = new Proxy(System, {
    construct: (target, given: [] | [number]) => (given.length === 0 ? new target(target.now() + offset) : new target(...given)),
    get: (target, name, receiver) => (name === "now" ? () => target.now() + offset : Reflect.get(target, name, receiver)) as unknown,
  });
  return () => void (globalThis.Date = System);
};
