import { randomUUID } from "node:crypto";
import type { VitalEdge } from "@vitaledge/sdk";
import type { Fault } from "../../support/fault-proxy.js";
import { runCase, type Clock, type Row, type Scene } from "./run-case.js";

type FaultCase = { case: string; fault: Fault; work: "read" | "write" | "wrong" | "missing"; timeout?: number; isRefused?: boolean };

const READ = "GET /api/patients";
const WRITE = "POST /api/patients";

/** A message as a gateway writes it, the line closed after it. */
const message = (status: string, headers: string[] = [], body = ""): string =>
  [`HTTP/1.1 ${status}`, "Via: 1.1 gateway", "X-Request-ID: req_of_the_gateway", `Content-Length: ${body.length}`, "Connection: close", ...headers, "", body].join("\r\n");
const STALLED = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"data\":";

/** The rows of the table of faults, by the names they have there. */
export const FAULTS: readonly FaultCase[] = [
  { case: "GET 429, Retry-After 1", work: "read", fault: { answer: { to: READ, with: [message("429 Too Many Requests", ["Retry-After: 1"])] } } },
  { case: "GET 429, Retry-After 90", work: "read", fault: { answer: { to: READ, with: [message("429 Too Many Requests", ["Retry-After: 90"])] } } },
  { case: "GET 503 then 200", work: "read", fault: { answer: { to: READ, with: [message("503 Service Unavailable")] } } },
  // The first attempt is done all the same: only its answer is lost.
  { case: "POST 503 then 200", work: "write", fault: { answer: { to: WRITE, with: [message("503 Service Unavailable")], isHeard: true } } },
  { case: "POST connection reset", work: "write", fault: { cutAfter: 0 } },
  { case: "200 with HTML", work: "read", fault: { answer: { to: READ, with: [message("200 OK", ["Content-Type: text/html"], "<p>Sign in</p>")] } } },
  { case: "500, empty body", work: "read", fault: { answer: { to: READ, with: [message("500 Internal Server Error")] } } },
  { case: "422 problem+json", work: "wrong", fault: {} },
  { case: "body stalls, timeout 1 s", work: "read", timeout: 1_000, fault: { answer: { to: READ, with: [STALLED] } } },
  { case: "connection refused", work: "read", isRefused: true, fault: {} },
  { case: "error carries request id", work: "missing", fault: {} },
];

const patientNamed = (lastName: string) => ({ firstName: "Maria", lastName, birthDate: "1950-01-01" });

const WORK: Record<FaultCase["work"], (ve: VitalEdge, name: string) => PromiseLike<unknown>> = {
  read: (ve) => ve.patients.list().page(),
  write: (ve, name) => ve.patients.create(patientNamed(name)),
  wrong: (ve) => ve.practitioners.create({ firstName: "Sam", lastName: "Example", npi: "1234567890" }),
  missing: (ve) => ve.patients.get("patient_nobody"),
};

export const runFault = ({ case: name, work, timeout, isRefused, fault }: FaultCase, scene: Scene, clock: Clock = {}): Promise<Row> => {
  const lastName = `Example-${randomUUID()}`;
  let mend = (): unknown => undefined;
  // A reset line is well again at the next attempt.
  const hooks = { onRetry: () => void mend() };
  return runCase(name, scene, clock, { hooks, ...(timeout && { timeout }) }, async (ve, proxy, row) => {
    if (isRefused) await proxy.refuse();
    else mend = fault.cutAfter === undefined ? mend : () => proxy.mend();
    proxy.set({ ...fault, ...(fault.answer && { answer: { ...fault.answer, with: [...fault.answer.with] } }) });
    const begun = performance.now();
    await WORK[work](ve, lastName);
    row.seconds = (performance.now() - begun) / 1000;
    if (work !== "write") return;
    const { attempts } = row;
    row.done = (await ve.patients.list({ search: lastName }).toArray({ limit: 10 })).length;
    row.attempts = attempts;
  });
};
