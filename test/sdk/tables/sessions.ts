import { session, type VitalEdge } from "@vitaledge/sdk";
import type { FaultProxy } from "../../support/fault-proxy.js";
import { runCase, type Clock, type Row, type Scene } from "./run-case.js";

type SessionCase = {
  case: string;
  /** What the wall clock is off by, in milliseconds. */
  wall?: number;
  /** How long ago the login was, by the client's clock, in milliseconds. */
  ago?: number;
  /** What a gateway answers in place of the server: to requests that begin with the one, the other. */
  answer?: { to: string; status: string; code: string };
  reads: "one" | "ten at once" | "ten in turn" | "profile";
};

const MINUTE = 60_000;
const REFRESH = "POST /api/auth/refresh";
/** A token lives for 15 minutes. */
const ONE_LEFT = 14 * MINUTE;

/** The rows of the table of sessions, by the names they have there. */
export const SESSIONS: readonly SessionCase[] = [
  { case: "expired token, 10 parallel reads", ago: 16 * MINUTE, reads: "ten at once" },
  { case: "client clock +20 min, 10 serial reads", wall: 20 * MINUTE, reads: "ten in turn" },
  { case: "client clock −20 min", wall: -20 * MINUTE, reads: "ten in turn" },
  { case: "client clock +24 h, 10 serial reads", wall: 24 * 60 * MINUTE, reads: "ten in turn" },
  { case: "client clock −24 h, 10 serial reads", wall: -24 * 60 * MINUTE, reads: "ten in turn" },
  { case: "refresh answers 503, token valid 60 s more", ago: ONE_LEFT, answer: { to: REFRESH, status: "503 Service Unavailable", code: "unavailable" }, reads: "one" },
  { case: "refresh answers 429, token valid 60 s more", ago: ONE_LEFT, answer: { to: REFRESH, status: "429 Too Many Requests", code: "rate_limited" }, reads: "one" },
  { case: "server answers 401 to all but the profile call", answer: { to: "GET /api/patients", status: "401 Unauthorized", code: "unauthenticated" }, reads: "one" },
  { case: "server answers 401 to the profile call as well", answer: { to: "GET /api/", status: "401 Unauthorized", code: "unauthenticated" }, reads: "profile" },
];

const message = (status: string, code: string): string => {
  const body = JSON.stringify({ type: "about:blank", title: code, status: Number(status.slice(0, 3)), code, requestId: "req_of_the_gateway" });
  return `HTTP/1.1 ${status}\r\nVia: 1.1 gateway\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
};

const inTurn = async (count: number, read: () => PromiseLike<unknown>): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await read();
};

const read = (ve: VitalEdge): Promise<unknown> => ve.patients.list().page();
const READS: Record<SessionCase["reads"], (ve: VitalEdge) => PromiseLike<unknown>> = {
  one: read,
  profile: (ve) => ve.auth.me(),
  "ten at once": (ve) => Promise.all(Array.from({ length: 10 }, () => read(ve))),
  "ten in turn": (ve) => inTurn(10, () => read(ve)),
};

const setFault = (proxy: FaultProxy, { to, status, code }: NonNullable<SessionCase["answer"]>): void =>
  proxy.set({ answer: { to, with: Array.from({ length: 50 }, () => message(status, code)) } });

export const runSession = ({ case: name, wall = 0, ago = 0, answer, reads }: SessionCase, scene: Scene): Promise<Row> => {
  const clock: Clock = { wall };
  const { email, password } = scene;
  return runCase(name, scene, clock, { auth: session() }, async (ve, proxy, row) => {
    await ve.auth.login({ email, password });
    row.attempts = 0;
    clock.monotonic = ago;
    if (answer) setFault(proxy, answer);
    const begun = performance.now();
    try {
      await READS[reads](ve);
    } finally {
      row.seconds = (performance.now() - begun) / 1000;
      row.kept = ve.auth.session !== null;
    }
  });
};
