import { setTimeout as sleep } from "node:timers/promises";
import { makeWatchedDirectory } from "../support/cluster.js";
import { setCrashStage } from "../support/crash-stage.js";
import { auditLedger, emptyLedger, startWriters, type Ledger } from "../support/ledger.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const KILLS = Number(process.env["KILLS"] ?? 100);
const WRITERS = 8;
/** Of so many kills one is of the database. */
const DATABASE_EVERY = 4;
/** Milliseconds of writing before a kill, by chance up to this long. */
const LONGEST = 1_500;

/** Until each writer has got through since then: a kill of a server that nobody reached shows nothing. */
const untilWritten = async (ledger: Ledger): Promise<void> => {
  const before = ledger.acknowledged.size;
  while (ledger.acknowledged.size < before + WRITERS) await sleep(10);
};

export const kills: Part = {
  name: "kills",
  shows: `${KILLS} kills of the server (-9) and of the database (immediate stop) at random moments lose nothing that was acknowledged and leave nothing half made`,
  needs: [],
  async run() {
    const { directory, remove } = await makeWatchedDirectory();
    const stage = await setCrashStage(directory, WRITERS);
    const ledger = emptyLedger();
    try {
      const writers = startWriters(stage.subject, ledger);
      for (let kill = 1; kill <= KILLS; kill += 1) {
        await untilWritten(ledger);
        await sleep(LONGEST * Math.random());
        if (kill % DATABASE_EVERY === 0) await stage.killDatabase();
        else await stage.killServer();
        await stage.signIn();
      }
      await untilWritten(ledger);
      await writers.stop();
      const faults = await auditLedger(stage.subject, ledger);
      expect(faults.length === 0, `nothing is lost or half made: ${faults.join("; ")}`);
    } finally {
      await stage.close();
      await remove();
    }
    return `${KILLS} kills, ${ledger.requests} writes, ${ledger.acknowledged.size} readings and ${ledger.patients.size} patients acknowledged and found, ${ledger.unanswered.size} readings unanswered and stored once when sent again`;
  },
};
