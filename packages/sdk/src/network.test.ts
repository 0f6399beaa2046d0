import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { failureOf } from "../test/api.js";
import { bearer, ConnectionError, VitalEdge } from "./index.js";
import { systemTiming } from "./timing.js";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Real time, without the waits between attempts. */
const timing = { ...systemTiming, sleep: (): Promise<void> => Promise.resolve() };

async function serve(handle: (request: IncomingMessage, response: ServerResponse, turn: number) => void): Promise<VitalEdge & { turns(): number }> {
  let turns = 0;
  const started = createServer((request, response) => handle(request, response, (turns += 1)));
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const { port } = started.address() as AddressInfo;
  return Object.assign(connect(port), { turns: () => turns });
}

function connect(port: number): VitalEdge {
  return new VitalEdge({ baseUrl: `http://127.0.0.1:${port}`, organizationId: "org_abc123", auth: bearer(() => "t"), timing });
}

const READING = {
  patientId: "patient_xyz", metricDefinitionId: "metric_bp_systolic", value: 1, unit: "mmHg", source: "DEVICE" as const,
  recordedAt: "2025-01-31T10:30:00Z",
};

describe("the line", () => {
  it("that breaks is tried again for a GET, never for a POST without a key", async () => {
    const ve = await serve((request, response, turn) => {
      if (turn < 3) return void request.socket.destroy();
      response.setHeader("Content-Type", "application/json").end('{"id":"patient_xyz"}');
    });
    expect(await failureOf(ve.auth.forgotPassword({ email: "user@example.com" }))).toBeInstanceOf(ConnectionError);
    expect(ve.turns()).toBe(1);
    expect((await ve.patients.get("patient_xyz")).id).toBe("patient_xyz");
    expect(ve.turns()).toBe(3);
  });

  it("that is refused is a ConnectionError, after every attempt also of a POST: nothing was written", async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const error = await failureOf(connect(port).observations.create(READING));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ reason: "ECONNREFUSED", attempt: 3, operation: "recordObservation" });
  });

  it("that gives no headers is out of time", async () => {
    const ve = await serve(() => undefined);
    const error = await failureOf(ve.patients.get("p", { timeout: 100, maxRetries: 0 }));
    expect(error).toMatchObject({ name: "TimeoutError", phase: "headers" });
    expect(await failureOf(ve.patients.get("p", { timeout: 1_000, totalTimeout: 100 }))).toMatchObject({ phase: "total" });
  });

  it("that stalls in the body of an error is out of time as well", async () => {
    const ve = await serve((_, response) => {
      response.writeHead(500, { "Content-Type": "application/problem+json" }).write("{");
    });
    expect(await failureOf(ve.patients.get("p", { timeout: 200 }))).toMatchObject({ name: "TimeoutError", phase: "body" });
  });

  it("that stalls in a download is idle", async () => {
    const ve = await serve((_, response) => {
      response.setHeader("Content-Type", "text/csv").write("a,b\n");
    });
    const lines: string[] = [];
    const read = async (): Promise<void> => {
      for await (const line of ve.billing.export("2026-01", {}, { timeout: 200 }).lines()) lines.push(line);
    };
    expect(await failureOf(read())).toMatchObject({ name: "TimeoutError", phase: "idle" });
    expect(lines).toEqual(["a,b"]);
  });

  it("never follows a redirect with the organization's headers", async () => {
    const ve = await serve((_, response) => void response.writeHead(302, { Location: "/elsewhere" }).end());
    expect(await failureOf(ve.patients.get("p"))).toMatchObject({ name: "UnexpectedResponseError", status: 302 });
    expect(ve.turns()).toBe(1);
  });
});
