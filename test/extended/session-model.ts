import { runProgram, type Part } from "./part.js";

const SEEDS = 3;
const WALKS = 100;

/** What `npm test` does nine times. */
export const sessionModel: Part = {
  name: "session-model",
  shows: `${SEEDS * WALKS} random lives of sessions (sign-in, refresh, lost answers, replays, time, logout, revocation, new passwords) go as the documentation says`,
  needs: [],
  async run() {
    runProgram(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "test/security/session-model.property.test.ts"], {
      environment: { NODE_ENV: "test", SESSION_MODEL_RUNS: String(WALKS) },
    });
  },
};
