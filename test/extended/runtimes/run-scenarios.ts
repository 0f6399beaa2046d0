import { SCENARIOS } from "../../sdk/scenarios/all.js";
import type { Scene } from "../../sdk/scenarios/scene.js";

/** What a program in another runtime is told; `control` moves the server's clock. */
export type SceneFacts = Omit<Scene, "fetch" | "advance"> & { control: string };
export type Outcome = { name: string; failure: string | null };

/** Every promise of the SDK in the runtime that this is called in. */
export const runScenarios = async ({ control, ...facts }: SceneFacts): Promise<Outcome[]> => {
  const scene: Scene = {
    ...facts,
    fetch: (url, init) => fetch(url, init),
    advance: async (milliseconds) => void (await fetch(`${control}/advance?ms=${milliseconds}`, { method: "POST" })),
  };
  const outcomes: Outcome[] = [];
  for (const { name, run } of SCENARIOS) {
    outcomes.push(await run(scene).then(() => ({ name, failure: null }), (error: unknown) => ({ name, failure: describe(error) })));
  }
  return outcomes;
};

const describe = (error: unknown): string =>
  error instanceof Error && error.cause !== undefined ? `${String(error)} (${String(error.cause)})` : String(error);
