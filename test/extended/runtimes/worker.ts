import { runScenarios } from "./run-scenarios.js";

// A worker's own shape: it answers a request with what it found.
// oxlint-disable-next-line import/no-default-export -- workerd takes the default export and no other
export default {
  async fetch(_request: Request, { SCENE }: { SCENE: string }): Promise<Response> {
    return Response.json(await runScenarios(JSON.parse(SCENE)));
  },
};
