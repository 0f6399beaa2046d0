import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { collectDefaultMetrics } from "prom-client";
import type { Deps } from "../deps.js";
import { fail, ProblemError, problemBody } from "../http/problem.js";
import { listen } from "./listen.js";
import { expectReady } from "./readiness.js";
import { makeVitals, type Vitals } from "./vitals.js";

export type MetricsServer = {
  /** `http://host:port`, without a slash at the end. */
  url: string;
  close(): Promise<void>;
};

/** `number`: which of several processes this is, from 1 on; each has a port of its own. */
type Given = { databaseUrl: string; isDraining: () => boolean; number?: number | undefined };

type Answer = { status: number; headers?: Record<string, string>; type: string; body: string };
type Answers = Record<string, () => Promise<Answer>>;

const json = (body: unknown): Answer => ({ status: 200, type: "application/json; charset=utf-8", body: JSON.stringify(body) });

const answersOf = (deps: Deps, vitals: Vitals, isDraining: () => boolean): Answers => ({
  "/metrics": async () => {
    await vitals.read();
    return { status: 200, type: deps.metrics.registry.contentType, body: await deps.metrics.registry.metrics() };
  },
  "/healthz": async () => json({ status: "ok" }),
  "/readyz": async () => json({ status: "ready", checks: await expectReady(deps, isDraining()) }),
});

const nothingThere = async (): Promise<never> => fail("route_not_found", { detail: "There is nothing under this path. GET /metrics, /healthz or /readyz." });

/** As the API itself says it. */
const problemAnswer = ({ log, publicUrl }: Deps, error: unknown): Answer => {
  const requestId = randomUUID();
  const problem = error instanceof ProblemError ? error : new ProblemError("internal_error", { cause: error });
  if (problem.code === "internal_error") log.error({ event: "metrics_failed", requestId, err: error }, "what was asked for could not be told");
  const body = JSON.stringify(problemBody(problem, requestId, `${publicUrl}/docs/problems`));
  return { status: problem.status, headers: { ...problem.options.headers, "X-Request-ID": requestId }, type: "application/problem+json; charset=utf-8", body };
};

const send = (response: ServerResponse, { status, headers, type, body }: Answer): void =>
  void response.writeHead(status, { ...headers, "Content-Type": type, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" }).end(body);

/**
 * What is counted, for Prometheus, and the probes, on a port of their own: of a worker these are all that can be asked.
 * Undefined where no port is set. @throws OperatorError where it cannot be opened.
 */
export const startMetricsServer = async (deps: Deps, { databaseUrl, isDraining, number = 1 }: Given): Promise<MetricsServer | undefined> => {
  const { metricsPort, metricsHost } = deps.config;
  if (metricsPort === undefined) return undefined;
  const port = metricsPort && metricsPort + number - 1;
  collectDefaultMetrics({ register: deps.metrics.registry });
  const vitals = makeVitals(deps, databaseUrl);
  try {
    const answers = answersOf(deps, vitals, isDraining);
    const listener = await listen(({ method, url = "" }, response) => {
      const ask = (method === "GET" ? answers[url.split("?")[0]!] : undefined) ?? nothingThere;
      ask().catch((error: unknown) => problemAnswer(deps, error)).then((answer) => send(response, answer), () => response.destroy());
    }, { port, host: metricsHost, portName: "VITALEDGE_METRICS_PORT", hostName: "VITALEDGE_METRICS_HOST" });
    return {
      url: `http://${metricsHost}:${listener.port}`,
      async close() {
        await listener.close({ since: Number.POSITIVE_INFINITY, grace: 1_000 });
        await vitals.close();
      },
    };
  } catch (error) {
    await vitals.close();
    throw error;
  }
};
