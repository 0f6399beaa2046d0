import { FAULTS, runFault } from "../../test/sdk/tables/faults.js";
import type { Row, Scene } from "../../test/sdk/tables/run-case.js";
import { runSession, SESSIONS } from "../../test/sdk/tables/sessions.js";
import { OWNER, setStage, type Stage } from "../stage.js";

export type SdkTables = { faults: Row[]; sessions: Row[] };

/** Both tables of failures, each case by itself, with the waits as users have them. */
export const measureSdkTables = async (): Promise<SdkTables> => {
  const stage = await setStage();
  try {
    const scene = await makeScene(stage);
    const tables: SdkTables = { faults: [], sessions: [] };
    for (const one of FAULTS) tables.faults.push(await runFault(one, scene));
    for (const one of SESSIONS) tables.sessions.push(await runSession(one, scene));
    return tables;
  } finally {
    await stage.stop();
  }
};

const makeScene = async ({ server, organizationId }: Stage): Promise<Scene> => {
  const { email, password } = OWNER;
  const answer = await fetch(`${server.url}/api/auth/login`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ email, password }),
  });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return { url: server.url, organizationId, email, password, accessToken };
};
