import fc from "fast-check";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SYSTEM, withTenant } from "../../packages/server/src/db/with-tenant.js";
import { addMember } from "../../packages/server/src/features/organizations/members.service.js";
import { PASSWORD, type Actor } from "../support/actors.js";
import { authCalls, loseRefresh, type Pair } from "../support/auth-calls.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";
import { beginSession, isOpen, NO_LIMITS, presentAccess, presentRefresh, type Limits, type ModelSession } from "../support/session-model.js";

const SEEDS = [20260302, 8725, 64];
const RUNS = Number(process.env.SESSION_MODEL_RUNS ?? 3);

let server: TestServer;
let auth: ReturnType<typeof authCalls>;
let free: Actor;
let limited: Actor;

beforeAll(async () => {
  server = await startServer();
  server.clock.hold();
  auth = authCalls(server.url);
  free = await server.owner();
  limited = await server.owner({ sessionPolicy: { idleMinutes: 30, absoluteHours: 50 } });
});
afterAll(() => server.close());

const LIMITED: Limits = { idle: 30 * 60_000, absolute: 50 * 3_600_000 };

type Plain = "login" | "passwordChange" | "everywhere" | "use" | "list" | "refresh" | "loseAnswer" | "logout";
/** `at` and `by` choose among the sessions there are, `place` among a session's tokens from the newest on. */
type Step =
  | { do: Plain; at: number }
  | { do: "replay"; at: number; place: number }
  | { do: "revoke"; at: number; by: number }
  | { do: "wait"; seconds: number };

const at = fc.nat(5);
const step = (...names: Plain[]): fc.Arbitrary<Step> => fc.record({ do: fc.constantFrom(...names), at });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: step("login") },
  { weight: 8, arbitrary: step("refresh", "loseAnswer") },
  { weight: 4, arbitrary: step("use", "list") },
  { weight: 1, arbitrary: step("passwordChange", "everywhere", "logout") },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("replay" as const), at, place: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("revoke" as const), at, by: at }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("wait" as const), seconds: fc.constantFrom(1, 14, 29, 30, 31, 900, 905, 1799, 1800, 40_000, 86_400) }) },
);

const codeOf = (answer: Answer): string => (answer.status < 300 ? "ok" : (answer.body as { code: string }).code);
const pairOf = (answer: Answer): Pair => answer.body as Pair;

/** One person's sessions, as the model has them and as the server does. */
class Walk {
  private readonly sessions: ModelSession[] = [];
  private password = PASSWORD;
  private changes = 0;

  constructor(private readonly email: string, private readonly limits: Limits) {}

  private get now(): number {
    return server.clock.now().getTime();
  }

  private pick(index: number): ModelSession | undefined {
    return this.sessions[index % Math.max(1, this.sessions.length)];
  }

  private endOthers(spared?: ModelSession): void {
    for (const session of this.sessions) session.ended ||= session !== spared;
  }

  async login(): Promise<void> {
    const answer = await auth.login(this.email, this.password);
    expect(codeOf(answer)).toBe("ok");
    const { accessToken, refreshToken } = pairOf(answer);
    this.sessions.push(beginSession(String(decodeJwt(accessToken).sid), refreshToken, accessToken, this.now));
  }

  /** Presents the token at a place of the chain; one whose answer was lost is not in anybody's hand. */
  private async present(session: ModelSession, place: number, loseAnswer = false): Promise<void> {
    const token = session.chain[place];
    if (token === undefined) return;
    const expected = presentRefresh(session, place, this.limits, this.now);
    if (loseAnswer) return loseRefresh(server.url, token);
    const answer = await auth.refresh(token);
    if (expected !== "rotated" && expected !== "again") return expect(codeOf(answer)).toBe(expected);
    expect(codeOf(answer)).toBe("ok");
    const { refreshToken, accessToken } = pairOf(answer);
    const known = session.chain.at(-1);
    // Who asks again gets what they had been given, or what they would have been.
    if (known === undefined) expect(this.sessions.flatMap(({ chain }) => chain)).not.toContain(refreshToken);
    else expect(refreshToken).toBe(known);
    session.chain[session.chain.length - 1] = refreshToken;
    [session.access, session.accessMade] = [accessToken, this.now];
  }

  /** A client presents the newest token that arrived. */
  private async refresh(session: ModelSession, loseAnswer: boolean): Promise<void> {
    const held = session.chain.findLastIndex((token) => token !== undefined);
    await this.present(session, held, loseAnswer);
  }

  private async use(session: ModelSession): Promise<void> {
    expect(codeOf(await auth.me(session.access))).toBe(presentAccess(session, this.limits, this.now));
  }

  private async list(session: ModelSession): Promise<void> {
    const expected = presentAccess(session, this.limits, this.now);
    const answer = await auth.sessions(session.access);
    expect(codeOf(answer)).toBe(expected);
    if (expected !== "ok") return;
    const shown = (answer.body.data as { id: string; current: boolean }[]).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const open = this.sessions.filter((each) => isOpen(each, this.limits, this.now)).map(({ id }) => id).toSorted();
    expect(shown.map(({ id }) => id)).toEqual(open);
    expect(shown.filter(({ current }) => current).map(({ id }) => id)).toEqual([session.id]);
  }

  private async logout(session: ModelSession): Promise<void> {
    const token = session.chain.findLast((each) => each !== undefined)!;
    expect((await auth.logout(token)).status).toBe(204);
    session.ended = true;
  }

  private async everywhere(session: ModelSession): Promise<void> {
    const letIn = presentAccess(session, this.limits, this.now) === "ok";
    expect((await auth.logoutEverywhere(session.access)).status).toBe(204);
    if (letIn) this.endOthers();
  }

  private async passwordChange(session: ModelSession): Promise<void> {
    const expected = presentAccess(session, this.limits, this.now);
    const next = `${PASSWORD} ${(this.changes += 1)}`;
    expect(codeOf(await auth.changePassword(session.access, this.password, next))).toBe(expected);
    if (expected !== "ok") return;
    this.password = next;
    this.endOthers(session);
  }

  private async revoke(session: ModelSession, by: ModelSession): Promise<void> {
    const letIn = presentAccess(by, this.limits, this.now);
    const expected = letIn !== "ok" ? letIn : isOpen(session, this.limits, this.now) ? "ok" : "session_not_found";
    expect(codeOf(await auth.endSession(by.access, session.id))).toBe(expected);
    if (expected === "ok") session.ended = true;
  }

  async take(next: Step): Promise<void> {
    if (next.do === "wait") return server.clock.advance(next.seconds * 1_000);
    if (next.do === "login") return this.login();
    const session = this.pick(next.at);
    if (!session) return;
    switch (next.do) {
      case "refresh": return this.refresh(session, false);
      case "loseAnswer": return this.refresh(session, true);
      case "replay": return this.present(session, Math.max(0, session.chain.length - 1 - next.place));
      case "use": return this.use(session);
      case "list": return this.list(session);
      case "logout": return this.logout(session);
      case "everywhere": return this.everywhere(session);
      case "passwordChange": return this.passwordChange(session);
      case "revoke": return this.revoke(session, this.pick(next.by)!);
    }
  }

  /** At the end each token is worth what the model says. */
  async settle(): Promise<void> {
    for (const session of this.sessions) {
      await this.use(session);
      await this.refresh(session, false);
      await this.present(session, 0);
      await this.use(session);
    }
  }
}

test.each(SEEDS)("sessions do as the documentation says, in any order of what happens to them (seed %i)", async (seed) => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 40, size: "max" }), fc.boolean(), async (steps, isLimited) => {
      const person = await server.member(free, "CLINICIAN");
      if (isLimited) await withTenant(server.deps, limited.organizationId, SYSTEM, (tx) => addMember(tx, person.userId, "BILLER"));
      await auth.logoutEverywhere(person.accessToken);
      const walk = new Walk(person.email, isLimited ? LIMITED : NO_LIMITS);
      await walk.login();
      for (const each of steps) await walk.take(each);
      await walk.settle();
    }),
    { seed, numRuns: RUNS },
  );
}, 600_000);
