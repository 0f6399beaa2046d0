import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seed } from "../../bench/seed.js";
import { setStage } from "../../bench/stage.js";
import { program } from "./needs.js";
import { runProgram } from "./part.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

export const wrkList: Part = {
  name: "wrk-list",
  shows: "five seconds of wrk on the list by patient, 32 connections: every answer is a success",
  needs: [program("wrk", "wrk", "-v")],
  async run() {
    const stage = await setStage();
    const directory = await mkdtemp(join(tmpdir(), "vitaledge-wrk-"));
    try {
      const { accessToken, patientIds } = await seed(stage);
      const script = join(directory, "headers.lua");
      // In a file: what stands on a command line is seen by everybody on the machine.
      await writeFile(script, `wrk.headers["Authorization"] = "Bearer ${accessToken}"\nwrk.headers["X-Organization-ID"] = "${stage.organizationId}"\n`, { mode: 0o600 });
      const url = `${stage.server.url}/api/observations/patient/${patientIds[0]}?limit=20`;
      const report = runProgram("wrk", ["-t2", "-c32", "-d5s", "-s", script, url]);
      const requests = Number(/(\d+) requests in/.exec(report)?.[1]);
      expect(requests > 0, "requests were answered");
      expect(!/Non-2xx|Socket errors/.test(report), `every answer is a success: ${report}`);
      return `${requests} requests, no failure`;
    } finally {
      await rm(directory, { recursive: true, force: true });
      await stage.stop();
    }
  },
};
