import { describe, expect, it } from "vitest";
import { BASE_URL, failureOf, json, problem } from "../test/api.js";
import { FakeTiming } from "../test/fake-timing.js";
import {
  ApiError, AuthenticationError, ConfigurationError, memoryStore, bearer, ServerError, session, SessionExpiredError, tokens, VitalEdge,
} from "./index.js";
import type { SessionStore, StoredSession, VitalEdgeOptions } from "./index.js";

const USER = { id: "user_123", email: "user@example.com", firstName: null, lastName: null, mfaEnabled: false, memberships: [] };

/** A server of tokens: what it counts and what it does wrong. */
class Issuer {
  readonly timing = new FakeTiming();
  readonly asked: string[] = [];
  refreshes = 0;
  valid = "a0";
  current = "r0";
  /** In place of the next answer to a refresh. */
  refreshFault: (() => Response) | undefined;
  /** In place of each answer to a read. */
  readFault: (() => Response) | undefined;
  beforeRefresh: () => Promise<void> = () => Promise.resolve();

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url);
    const body = JSON.parse(typeof init.body === "string" ? init.body : "{}") as { refreshToken?: string; email?: string };
    if (pathname === "/api/auth/login") return this.login(body.email);
    if (pathname === "/api/auth/mfa/verify") return this.grant();
    if (pathname === "/api/auth/logout") return new Response(null, { status: 204 });
    if (pathname === "/api/auth/refresh") return this.refresh(body.refreshToken);
    const token = new Headers(init.headers).get("Authorization") ?? "none";
    this.asked.push(token);
    if (this.readFault !== undefined) return this.readFault();
    return token === `Bearer ${this.valid}` ? json({ id: "patient_xyz" }) : problem(401, "token_expired");
  };

  login(email: string | undefined): Response {
    if (email !== "mfa@example.com") return this.grant();
    return json({ mfaRequired: true, mfaToken: "m", methods: ["totp", "recovery_code"], expiresIn: 300 });
  }

  grant(): Response {
    const next = this.refreshes + 1;
    this.valid = `a${next}`;
    this.current = `r${next}`;
    const headers = { Date: new Date(this.timing.now()).toUTCString() };
    return json({ accessToken: this.valid, refreshToken: this.current, expiresIn: 900, user: USER }, { headers });
  }

  async refresh(token: string | undefined): Promise<Response> {
    this.refreshes += 1;
    await this.beforeRefresh();
    if (this.refreshFault !== undefined) return this.refreshFault();
    return token === this.current ? this.grant() : problem(401, "refresh_token_reused");
  }

  client(options: Partial<VitalEdgeOptions> = {}): VitalEdge {
    const { fetch, timing } = this;
    return new VitalEdge({ baseUrl: BASE_URL, organizationId: "org_abc123", fetch, timing, auth: tokens({ accessToken: "a0", refreshToken: "r0" }), ...options });
  }

  stored(leftMs: number): StoredSession {
    return { accessToken: "a0", refreshToken: "r0", expiresAt: this.timing.now() + leftMs, skewMs: 0 };
  }
}

const read = (ve: VitalEdge): PromiseLike<unknown> => ve.patients.get("patient_xyz");

describe("an expired token", () => {
  it("is refreshed once for ten calls at once, by the clock, before any of them goes out", async () => {
    const issuer = new Issuer();
    const ve = issuer.client({ auth: session({ store: memoryStore(issuer.stored(-1)) }) });
    await Promise.all(Array.from({ length: 10 }, () => read(ve)));
    expect(issuer.refreshes).toBe(1);
    expect(new Set(issuer.asked)).toEqual(new Set([`Bearer ${issuer.valid}`]));
  });
});

describe("before a token ends", () => {
  it("a new one is taken in the background at 180 s left, and waited for at 20 s", async () => {
    const issuer = new Issuer();
    const ve = issuer.client();
    await ve.auth.login({ email: "user@example.com", password: "p" });
    issuer.timing.advance(700_000);
    await read(ve);
    expect(issuer.refreshes).toBe(0);
    issuer.timing.advance(40_000);
    await read(ve);
    // With the token in hand, not the one that is on its way.
    expect(issuer.asked.slice(0, 2)).toEqual(["Bearer a1", "Bearer a1"]);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(issuer.refreshes).toBe(1);
    issuer.timing.advance(890_000);
    await read(ve);
    expect(issuer.refreshes).toBe(2);
    expect(issuer.asked.at(-1)).toBe(`Bearer ${issuer.valid}`);
  });

  it.each([["503", () => problem(503, "unavailable", { "Retry-After": "60" })], ["429", () => problem(429, "rate_limited")]])(
    "a refresh that answers %s costs nothing: the token in hand is used, and not at each call is it tried again",
    async (_, fault) => {
      const issuer = new Issuer();
      issuer.refreshFault = fault;
      const ve = issuer.client({ auth: session({ store: memoryStore(issuer.stored(60_000)) }) });
      for (let turn = 0; turn < 5; turn += 1) await read(ve);
      issuer.timing.advance(45_000);
      await read(ve);
      expect(issuer.timing.sleeps).toEqual([]);
      expect(issuer.refreshes).toBeLessThanOrEqual(2);
      expect(new Set(issuer.asked)).toEqual(new Set(["Bearer a0"]));
    },
  );

  it("a refresh that fails when the token is over fails the call, and keeps the session", async () => {
    const issuer = new Issuer();
    issuer.refreshFault = () => problem(503, "unavailable");
    const store = memoryStore(issuer.stored(-1));
    const ve = issuer.client({ auth: session({ store }) });
    expect(await failureOf(read(ve))).toBeInstanceOf(ServerError);
    expect(await failureOf(read(ve))).toBeInstanceOf(ServerError);
    expect(issuer.refreshes).toBe(1);
    expect(issuer.asked).toEqual([]);
    issuer.refreshFault = undefined;
    issuer.timing.advance(5_000);
    await read(ve);
    expect(issuer.refreshes).toBe(2);
  });
});

describe("a wall clock that is wrong", () => {
  it.each([24, -24])("by %i h, also when it is set in between, costs no refresh", async (hours) => {
    const issuer = new Issuer();
    const ve = issuer.client();
    await ve.auth.login({ email: "user@example.com", password: "p" });
    for (let turn = 0; turn < 10; turn += 1) {
      await read(ve);
      issuer.timing.setBack((turn % 2 === 0 ? 1 : -1) * hours * 3_600_000);
    }
    expect(issuer.refreshes).toBe(0);
  });

  it("is corrected after a restart by what it was at the login", async () => {
    const issuer = new Issuer();
    const skewMs = 24 * 3_600_000;
    const store = memoryStore({ ...issuer.stored(600_000 + skewMs), skewMs });
    await read(issuer.client({ auth: session({ store }) }));
    expect(issuer.refreshes).toBe(0);
  });
});

describe("a session that is refused", () => {
  it("does not loop when the refresh is refused without a verdict", async () => {
    const issuer = new Issuer();
    issuer.readFault = () => problem(401, "unauthenticated");
    issuer.refreshFault = () => problem(401, "unauthenticated");
    const store = memoryStore(issuer.stored(600_000));
    const error = await failureOf(read(issuer.client({ auth: session({ store }) })));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect({ refreshes: issuer.refreshes, asked: issuer.asked.length }).toEqual({ refreshes: 1, asked: 1 });
    expect(await store.read()).not.toBeNull();
  });

  it.each(["refresh_token_invalid", "refresh_token_reused"])("ends with %s alone, and nothing goes out after", async (code) => {
    const issuer = new Issuer();
    issuer.valid = "other";
    issuer.refreshFault = () => problem(401, code);
    const store = memoryStore(issuer.stored(600_000));
    const ve = issuer.client({ auth: session({ store }) });
    const changes: string[] = [];
    ve.auth.onChange((change) => void changes.push(change));
    expect(await failureOf(read(ve))).toBeInstanceOf(SessionExpiredError);
    expect(changes).toEqual(["expired"]);
    expect(await store.read()).toBeNull();
    expect(await failureOf(read(ve))).toBeInstanceOf(AuthenticationError);
    expect(issuer.asked).toHaveLength(1);
  });

  it("is not refreshed for a wrong password, nor for 403", async () => {
    const issuer = new Issuer();
    issuer.readFault = () => problem(401, "invalid_credentials");
    const ve = issuer.client();
    await failureOf(ve.auth.mfa.setup({ password: "wrong" }));
    issuer.readFault = () => problem(403, "organization_forbidden");
    await failureOf(read(ve));
    expect(issuer.refreshes).toBe(0);
  });
});

describe("a store that cannot be written", () => {
  it("loses no session: the new pair is used from memory, and the next one stored", async () => {
    const issuer = new Issuer();
    const store = memoryStore(issuer.stored(-1));
    let isFull = true;
    const compareAndSwap: SessionStore["compareAndSwap"] = (previous, next) => {
      if (isFull) throw new Error("ENOSPC");
      return store.compareAndSwap(previous, next);
    };
    const ve = issuer.client({ auth: session({ store: { ...store, compareAndSwap } }) });
    for (let turn = 0; turn < 2; turn += 1) {
      await read(ve);
      issuer.timing.advance(899_000);
    }
    isFull = false;
    await read(ve);
    expect(issuer.refreshes).toBe(3);
    expect(await store.read()).toMatchObject({ refreshToken: issuer.current });
  });
});

describe("two holders of one session", () => {
  it("take over what the other has refreshed", async () => {
    const issuer = new Issuer();
    issuer.valid = "other";
    const store = memoryStore(issuer.stored(600_000));
    const [one, two] = [issuer.client({ auth: session({ store }) }), issuer.client({ auth: session({ store }) })];
    await two.auth.restore();
    await read(one);
    await read(two);
    expect(issuer.refreshes).toBe(1);
  });

  it("do not sign each other out when one loses the race", async () => {
    const issuer = new Issuer();
    issuer.valid = "other";
    const store = memoryStore(issuer.stored(600_000));
    const theirs = { accessToken: "a9", refreshToken: "r9", expiresAt: null, skewMs: 0 };
    issuer.beforeRefresh = async () => {
      await store.compareAndSwap(await store.read(), theirs);
      issuer.valid = "a9";
      issuer.current = "r9";
    };
    await read(issuer.client({ auth: session({ store }) }));
    expect(await store.read()).toEqual(theirs);
  });

  it("do not tell of new tokens where the other has logged out meanwhile", async () => {
    const issuer = new Issuer();
    const store = memoryStore(issuer.stored(600_000));
    const ve = issuer.client({ auth: session({ store }) });
    const changes: string[] = [];
    ve.auth.onChange((change) => void changes.push(change));
    issuer.beforeRefresh = async () => void (await store.compareAndSwap(await store.read(), null));
    await ve.auth.refresh();
    expect([changes, ve.auth.session]).toEqual([[], null]);
  });
});

describe("another tab", () => {
  it("that logs out or in is told of here", async () => {
    const issuer = new Issuer();
    const store = memoryStore(issuer.stored(600_000));
    let tell = (): void => undefined;
    const ve = issuer.client({ auth: session({ store: { ...store, subscribe: (changed) => ((tell = changed), () => undefined) } }) });
    const changes: string[] = [];
    ve.auth.onChange((change) => void changes.push(change));
    await ve.auth.restore();
    for (const next of [null, issuer.stored(600_000)]) {
      await store.compareAndSwap(await store.read(), next);
      tell();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    expect(changes).toEqual(["signed_out", "signed_in"]);
  });
});

describe("logging in and out", () => {
  it("goes by the second factor where there is one", async () => {
    const issuer = new Issuer();
    const ve = issuer.client({ auth: session() });
    const result = await ve.auth.login({ email: "mfa@example.com", password: "p" });
    if (result.status !== "mfa_required") throw new Error("No second factor was asked for.");
    expect(result.challenge.methods).toEqual(["totp", "recovery_code"]);
    expect(ve.auth.session).toBeNull();
    expect(await result.challenge.verify({ code: "123456" })).toEqual({ status: "authenticated", user: USER });
    expect(ve.auth.session).toMatchObject({ accessToken: issuer.valid });
    expect(JSON.stringify(ve.auth.session)).not.toContain(issuer.current);
    await read(ve);
  });

  it("keeps a refresh in flight from writing back", async () => {
    const issuer = new Issuer();
    const store: SessionStore = memoryStore(issuer.stored(600_000));
    const ve = issuer.client({ auth: session({ store }) });
    let proceed = (): void => undefined;
    const begun = new Promise<void>((started) => {
      issuer.beforeRefresh = () => {
        started();
        return new Promise<void>((resolve) => (proceed = resolve));
      };
    });
    const refreshing = ve.auth.refresh().catch(() => undefined);
    await begun;
    await ve.auth.logout();
    proceed();
    await refreshing;
    expect(await store.read()).toBeNull();
    expect(ve.auth.session).toBeNull();
    expect(await failureOf(read(ve))).toBeInstanceOf(AuthenticationError);
  });

  it("is renewed beside the attempts that the caller allows", async () => {
    const issuer = new Issuer();
    const ve = issuer.client({ auth: session({ store: memoryStore({ ...issuer.stored(600_000), accessToken: "old" }) }) });
    const faults = [() => problem(401, "token_expired"), () => problem(503, "unavailable", { "Retry-After": "0" })];
    issuer.readFault = () => faults.shift()?.() ?? json({ id: "patient_xyz" });
    expect(await ve.patients.get("patient_xyz", { maxRetries: 1 })).toMatchObject({ id: "patient_xyz" });
    expect(issuer.asked).toHaveLength(3);
  });

  it("that is slow to renew does not hold a call beyond its own time", async () => {
    const issuer = new Issuer();
    const ve = issuer.client({ auth: session({ store: memoryStore(issuer.stored(-1)) }) });
    issuer.beforeRefresh = () => new Promise<void>(() => undefined);
    const failed = failureOf(ve.patients.get("patient_xyz", { totalTimeout: 1_000 }));
    await new Promise((resolve) => setTimeout(resolve, 0));
    issuer.timing.advance(1_001);
    expect(await failed).toMatchObject({ name: "TimeoutError", phase: "total" });
  });

  it("is no matter of a client with a bearer token, which is asked for again after 401", async () => {
    const issuer = new Issuer();
    const given = ["old", "a0"];
    const ve = issuer.client({ auth: bearer(() => given.shift() ?? "a0") });
    await read(ve);
    expect(issuer.asked).toEqual(["Bearer old", "Bearer a0"]);
    expect(await failureOf(ve.auth.logout())).toBeInstanceOf(ConfigurationError);
  });

  it("that the server ended is told at each later call too, until there is another login", async () => {
    const issuer = new Issuer();
    const ve = issuer.client({ auth: session({ store: memoryStore(issuer.stored(-1)) }) });
    issuer.refreshFault = () => problem(401, "refresh_token_invalid");
    expect(await failureOf(read(ve))).toBeInstanceOf(SessionExpiredError);
    expect(await failureOf(read(ve))).toBeInstanceOf(SessionExpiredError);
    await ve.auth.logout();
    expect(await failureOf(read(ve))).not.toBeInstanceOf(SessionExpiredError);
  });

  it("never sends a call without a token", async () => {
    const issuer = new Issuer();
    expect(await failureOf(read(issuer.client({ auth: bearer(() => "") })))).toBeInstanceOf(ConfigurationError);
    const error = await failureOf(read(issuer.client({ auth: session() })));
    expect(error).toMatchObject({ status: 401, code: "unauthenticated" });
    expect(error).toBeInstanceOf(ApiError);
    expect(issuer.asked).toEqual([]);
  });
});
