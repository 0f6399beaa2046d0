import { answer, refuse } from "./answers.js";
import { fixture } from "./fixture.js";

const LIFE_MS = 900_000;
/** In which a refresh token that was just used gets the same successor again. */
const GRACE_MS = 30_000;

/** Who may sign in to the mock. */
export type MockUser = {
  email: string;
  password: string;
  /** Where given, a login asks for this code as the second factor. */
  mfaCode?: string | undefined;
};

type Pair = { accessToken: string; refreshToken: string; expiresIn: number };

/** Tokens of the mock: 15 minutes of access, refresh tokens that rotate. */
export class MockSessions {
  readonly #user: MockUser;
  readonly #now: () => number;
  readonly #access = new Map<string, number>();
  readonly #refresh = new Map<string, { next?: Pair; usedAt?: number }>();
  #count = 0;

  constructor(user: MockUser, now: () => number) {
    this.#user = user;
    this.#now = now;
  }

  /** What is wrong with a request's token; undefined where nothing is. */
  check(authorization: string | null): Response | undefined {
    const until = this.#access.get(authorization?.replace(/^Bearer /, "") ?? "");
    if (until === undefined) return refuse({ code: "unauthenticated" });
    return until <= this.#now() ? refuse({ code: "token_expired" }) : undefined;
  }

  login({ email, password }: { email?: unknown; password?: unknown }): Response {
    if (email !== this.#user.email || password !== this.#user.password) return refuse({ code: "invalid_credentials" });
    if (this.#user.mfaCode === undefined) return this.accept();
    return answer(200, { mfaRequired: true, mfaToken: "mock-mfa-token", methods: ["totp", "recovery_code"], expiresIn: 300 });
  }

  /** Who was invited, or signs in with all that was asked for. */
  accept(): Response {
    const { user } = fixture("login") as Extract<ReturnType<typeof fixture<"login">>, { user: unknown }>;
    return answer(200, { ...this.issue(), user: { ...user, email: this.#user.email, mfaEnabled: this.#user.mfaCode !== undefined } });
  }

  verify({ mfaToken, code }: { mfaToken?: unknown; code?: unknown }): Response {
    if (mfaToken !== "mock-mfa-token") return refuse({ code: "mfa_token_invalid" });
    return code === this.#user.mfaCode ? this.accept() : refuse({ code: "invalid_code" });
  }

  refresh({ refreshToken }: { refreshToken?: unknown }): Response {
    const known = typeof refreshToken === "string" ? this.#refresh.get(refreshToken) : undefined;
    if (known === undefined) return refuse({ code: "refresh_token_invalid" });
    if (known.next === undefined) {
      known.next = this.issue();
      known.usedAt = this.#now();
    } else if (this.#now() - (known.usedAt ?? 0) > GRACE_MS) {
      this.endAll();
      return refuse({ code: "refresh_token_reused" });
    }
    return answer(200, known.next);
  }

  issue(): Pair {
    this.#count += 1;
    const pair = { accessToken: `mock-access-${this.#count}`, refreshToken: `mock-refresh-${this.#count}`, expiresIn: LIFE_MS / 1000 };
    this.#access.set(pair.accessToken, this.#now() + LIFE_MS);
    this.#refresh.set(pair.refreshToken, {});
    return pair;
  }

  expireAccess(): void {
    for (const token of this.#access.keys()) this.#access.set(token, 0);
  }

  endAll(): void {
    this.#access.clear();
    this.#refresh.clear();
  }
}
