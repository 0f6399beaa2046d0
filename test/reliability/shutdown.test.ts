import { Agent, request, type IncomingMessage } from "node:http";
import pg from "pg";
import { expect, test } from "vitest";
import { call } from "../support/call.js";
import { startServer } from "../support/server.js";

const get = (url: string, agent: Agent): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request(url, { agent }, (answer) => answer.resume().on("end", () => resolve(answer))).on("error", reject).end();
  });

test("a server that leaves finishes what runs, says so to whoever stays, and leaves no connection behind", async () => {
  const server = await startServer({ settings: { VITALEDGE_SHUTDOWN_DELAY_SECONDS: "1" } });
  const owner = await server.owner();
  const patient = await owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect((await get(`${server.url}/readyz`, agent)).statusCode).toBe(200);

  const observations = Array.from({ length: 2000 }, (_, index) => ({
    patientId: patient.body.id, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
  }));
  const running = owner.call("POST", "/api/observations/bulk", { observations });
  const closing = server.close();
  const leaving = await get(`${server.url}/readyz`, agent);
  expect([leaving.statusCode, leaving.headers.connection]).toEqual([503, "close"]);
  expect((await running).body).toMatchObject({ created: 2000 });
  await closing;
  await expect(call(server.url, "GET", "/healthz")).rejects.toThrow();
  agent.destroy();
});

test("no backend of a closed server is left in the database", async () => {
  const server = await startServer();
  await server.owner();
  const { drop } = server.database;
  const watcher = new pg.Client({ connectionString: server.database.superuserUrl });
  await watcher.connect();
  await server.deps.database.raw("select 1");
  await server.stop();
  const { rows } = await watcher.query("select usename from pg_stat_activity where datname = current_database() and usename like 'vitaledge\\_%'");
  await watcher.end();
  expect(rows).toEqual([]);
  await drop();
});
