import { randomBytes } from "node:crypto";
import { once } from "node:events";
import pg from "pg";
import { createServer } from "@vitaledge/server";
import { migrate } from "../../packages/server/src/db/migrate.js";
import { makeActors } from "../support/actors.js";
import { startTestCluster } from "../support/cluster.js";
import { killWorkers, makeAlerts } from "../support/killed-workers.js";
import { startReceiver } from "../support/receiver.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const KILLS = 50;
/** 1,000 alerts, each opened and resolved. */
const PATIENTS = 20;
const ROUNDS = 50;
const HOUR = 3_600_000;
/** Milliseconds after the last kill. */
const PATIENCE = 300_000;

type Told = { id: string; patient: string; number: number };

const run = async (): Promise<string> => {
  const cluster = await startTestCluster();
  const { ownerUrl, appUrl, workerUrl, superuserUrl } = cluster.database;
  await migrate({ ownerUrl });
  const settings = {
    PORT: "0", NODE_ENV: "test", DATABASE_URL: appUrl, DATABASE_WORKER_URL: workerUrl, VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"),
    VITALEDGE_WEBHOOK_LOOPBACK: "allow", VITALEDGE_LOG_LEVEL: "silent",
  };
  const api = await createServer({ settings, worker: false });
  const receiver = await startReceiver();
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const owner = await makeActors(api).owner();
    await owner.call("POST", "/api/webhooks", { url: receiver.url, events: ["alert.opened", "alert.resolved"] });
    const writing = makeAlerts(owner, new Date(Date.now() - HOUR), { patients: PATIENTS, rounds: ROUNDS });
    // At a delivery of chance, so that the kills fall at all moments of the work around it.
    const order = { settings, origin: Date.now(), speed: 60 };
    const worker = await killWorkers({ receiver, order, kills: KILLS, isDue: (count) => count > 2 && Math.random() < 0.1 });
    await writing;

    const received = (): Set<string> => new Set(receiver.received.map(({ event }) => event.id));
    for (const end = performance.now() + PATIENCE; received().size < PATIENTS * ROUNDS * 2 && performance.now() < end;) await new Promise((resolve) => setTimeout(resolve, 200));
    worker.process.kill("SIGTERM");
    await once(worker.process, "exit");

    const { rows } = await client.query<Told>("select id, data->>'patientId' as patient, number::integer from events where type like 'alert.%'");
    const numbers = new Map(rows.map(({ id, number }) => [id, number]));
    expect(received().size === PATIENTS * ROUNDS * 2, `${PATIENTS * ROUNDS * 2} events arrive, not ${received().size}`);
    const last = new Map<string, number>();
    for (const { event } of receiver.received) {
      const [patient, number] = [event.data.patientId!, numbers.get(event.id) ?? Number.NaN];
      expect(number >= (last.get(patient) ?? 0), "no event of a patient comes after its successor");
      last.set(patient, number);
    }
    return `${KILLS} kills, ${received().size} events, ${receiver.received.length - received().size} of them twice`;
  } finally {
    await client.end();
    await receiver.close();
    await api.close();
    await cluster.stop();
  }
};

export const killedWorkers: Part = {
  name: "killed-workers",
  shows: `${KILLS} workers killed in the middle of deliveries: every one of ${PATIENTS * ROUNDS} alerts arrives, each patient's in order`,
  needs: [],
  run,
};
