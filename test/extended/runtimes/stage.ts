import { randomBytes } from "node:crypto";
import { createServer as createHttpServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createServer } from "@vitaledge/server";
import { migrate } from "../../../packages/server/src/db/migrate.js";
import { makeActors, PASSWORD } from "../../support/actors.js";
import { movableClock } from "../../support/clock.js";
import { startTestCluster } from "../../support/cluster.js";
import type { Outcome, SceneFacts } from "./run-scenarios.js";

export type RuntimeStage = {
  facts: SceneFacts;
  /** Serves these files beside the control, for a page. */
  serve(files: (path: string) => { type: string; body: Uint8Array } | undefined): void;
  /** What a page posts when it is through. */
  report: Promise<Outcome[]>;
  stop(): Promise<void>;
};

const expectReport = (): { report: Promise<Outcome[]>; resolve: (outcomes: Outcome[]) => void } => {
  let resolve: (outcomes: Outcome[]) => void = () => undefined;
  const report = new Promise<Outcome[]>((take) => (resolve = take));
  return { report, resolve };
};

/** A server on a database of its own, and beside it a small one that moves its clock and takes a page's report. */
export const setRuntimeStage = async (): Promise<RuntimeStage> => {
  const { database, stop } = await startTestCluster();
  await migrate({ ownerUrl: database.ownerUrl });
  const clock = movableClock();
  const { report, resolve } = expectReport();
  let files: Parameters<RuntimeStage["serve"]>[0] = () => undefined;
  let facts: SceneFacts | undefined;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/advance") clock.advance(Number(searchParams.get("ms")));
    if (pathname === "/report") resolve(JSON.parse(await text(request)));
    const file = pathname === "/scene" ? { type: "application/json", body: Buffer.from(JSON.stringify(facts)) } : files(pathname);
    response.writeHead(file === undefined && request.method === "GET" ? 404 : 200, { "Content-Type": file?.type ?? "text/plain" }).end(file?.body);
  };
  const control = createHttpServer((request, response) => void handle(request, response)).listen(0, "127.0.0.1");
  await new Promise((listening) => control.once("listening", listening));
  const origin = `http://127.0.0.1:${(control.address() as AddressInfo).port}`;
  const server = await createServer({
    settings: {
      PORT: "0", NODE_ENV: "test", DATABASE_URL: database.appUrl, DATABASE_WORKER_URL: database.workerUrl,
      VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"), VITALEDGE_ANONYMOUS_PER_MINUTE: "1000000", VITALEDGE_SCHEDULER_SECONDS: "0",
      VITALEDGE_CORS_ORIGINS: origin,
    },
    clock, logStream: { write: () => undefined },
  });
  const { email, organizationId } = await makeActors(server).owner();
  facts = { baseUrl: server.url, organizationId, email, password: PASSWORD, control: origin };
  return {
    facts, report,
    serve: (given) => (files = given),
    async stop() {
      control.closeAllConnections();
      control.close();
      await server.close();
      await stop();
    },
  };
};
