import { getResponse, http } from "msw";
import type { HttpHandler } from "msw";
import type { ProblemCode } from "../errors.js";
import type { Event } from "../generated/models.js";
import { MOCKED } from "../generated/mocked.js";
import type { Mocked } from "../generated/mocked.js";
import type { OperationId } from "../operation-types.js";
import type { FetchLike } from "../options.js";
import { answer, file, refuse } from "./answers.js";
import type { Refusal } from "./answers.js";
import { MockEvents } from "./events.js";
import { fixture } from "./fixture.js";
import { createListOperations, createLists } from "./lists.js";
import type { Asked, MockLists } from "./lists.js";
import { MockSessions } from "./sessions.js";
import type { MockUser } from "./sessions.js";

export type MockApiOptions = {
  /** The address that the client under test is given. */
  baseUrl: string;
  /** Who may sign in; `user@example.com` with `secure_password` unless given. */
  user?: MockUser | undefined;
  /** The only organization there is; that of the contract's examples unless given. */
  organizationId?: string | undefined;
  /** The clock of the tokens, in milliseconds; `Date.now` unless given. */
  now?: (() => number) | undefined;
};

export type MockApi = MockLists & {
  /** One for each operation of the contract, for `setupServer` or `setupWorker` of msw. */
  readonly handlers: readonly HttpHandler[];
  /** The same without msw's interception: `new VitalEdge({ fetch: mock.fetch, ... })`. */
  readonly fetch: FetchLike;
  /** What was asked, in order, as operationIds. */
  readonly requests: readonly OperationId[];
  /** A pair of tokens that the mock takes, for `tokens()`. */
  issueTokens(): { accessToken: string; refreshToken: string; expiresIn: number };
  /** Every access token is expired from now on; refresh tokens are not. */
  expireAccessTokens(): void;
  /** No token is worth anything from now on. */
  endSessions(): void;
  /** The next calls of an operation (one, unless `times` says more) are refused with this problem. */
  refuse(operation: OperationId, code: ProblemCode, options?: { times?: number; retryAfter?: number; detail?: string }): void;
  /** Sends an event to who watches. */
  emit(event: Event): void;
  /** Ends the streams of those who watch; they open others. */
  closeStreams(): void;
};

type Operations = Partial<Record<string, (asked: Asked) => Response>>;

/** Sign-in and sessions as the server has them. */
function createAuthOperations(sessions: MockSessions, email: string): Operations {
  return {
    login: ({ body }) => sessions.login(body),
    verifyMfa: ({ body }) => sessions.verify(body),
    acceptInvitation: () => sessions.accept(),
    refreshTokens: ({ body }) => sessions.refresh(body),
    logout: () => {
      sessions.endAll();
      return answer(204, null);
    },
    getMe: () => answer(200, fixture("getMe", { email })),
    issueToken: () => answer(200, { ...fixture("issueToken"), access_token: sessions.issue().accessToken }),
  };
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  if (!/json/.test(request.headers.get("Content-Type") ?? "")) return {};
  const parsed: unknown = await request.json().catch(() => undefined);
  return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
}

function checkBody({ required }: Mocked, body: Record<string, unknown>, type: string): Response | undefined {
  const missing = /^application\/(\w+\+)?json/.test(type) ? required.filter((name) => body[name] === undefined) : [];
  if (missing.length === 0) return undefined;
  return refuse({ code: "invalid_request", errors: missing.map((name) => ({ pointer: `/${name}`, code: "required", message: `${name} is required.` })) });
}

function checkOrganization(asked: string | null, organizationId: string): Response | undefined {
  if (asked === null) return refuse({ code: "organization_required" });
  return asked === organizationId ? undefined : refuse({ code: "organization_forbidden" });
}

type Respond = (id: OperationId, request: Request, params: Asked["params"]) => Promise<Response>;

function createHandlers(baseUrl: string, respond: Respond): HttpHandler[] {
  const base = baseUrl.replace(/\/+$/, "");
  const ids = Object.keys(MOCKED) as OperationId[];
  // A path without parameters goes before one that would take its last part for an id.
  ids.sort((a, b) => Number(MOCKED[a].path.includes("{")) - Number(MOCKED[b].path.includes("{")));
  return ids.map((id) => {
    const { method, path } = MOCKED[id];
    return http[method](base + path.replaceAll(/\{(\w+)\}/g, ":$1"), ({ request, params }) => respond(id, request, params as Asked["params"]));
  });
}

/**
 * A VitalEdge server in memory, made from the contract: it signs in, refreshes and refuses as the server does, remembers
 * patients, observations and alerts, and answers every other operation with the contract's example. Rules of care and
 * billing are the server's own: the mock has none.
 */
export function createMockApi(options: MockApiOptions): MockApi {
  const user = options.user ?? { email: "user@example.com", password: "secure_password" };
  const organizationId = options.organizationId ?? fixture("getPatient").organizationId;
  const sessions = new MockSessions(user, options.now ?? Date.now);
  const lists = createLists();
  const events = new MockEvents();
  const requests: OperationId[] = [];
  const planned: { operation: OperationId; refusal: Refusal }[] = [];
  const operations = { ...createAuthOperations(sessions, user.email), ...createListOperations(lists), watchEvents: () => events.answer() };

  const takePlanned = (id: OperationId): Response | undefined => {
    const at = planned.findIndex(({ operation }) => operation === id);
    return at < 0 ? undefined : planned.splice(at, 1).map(({ refusal }) => refuse(refusal))[0];
  };
  const respond: Respond = async (id, request, params) => {
    requests.push(id);
    const mocked = MOCKED[id];
    const { headers } = request;
    const body = await readBody(request.clone());
    const refused = takePlanned(id)
      ?? (mocked.auth === "bearer" ? sessions.check(headers.get("Authorization")) : undefined)
      ?? (mocked.organization ? checkOrganization(headers.get("X-Organization-ID"), organizationId) : undefined)
      ?? checkBody(mocked, body, headers.get("Content-Type") ?? "");
    if (refused !== undefined) return refused;
    const known = operations[id as keyof typeof operations] as ((asked: Asked) => Response) | undefined;
    if (known !== undefined) return known({ params, query: new URL(request.url).searchParams, body });
    if (mocked.type === null || /json$/.test(mocked.type)) return answer(mocked.status, mocked.example);
    return file(String(mocked.example), mocked.type);
  };

  const handlers = createHandlers(options.baseUrl, respond);
  return {
    ...lists, handlers, requests,
    fetch: async (url, init) => (await getResponse(handlers, new Request(url, init))) ?? refuse({ code: "route_not_found" }),
    issueTokens: () => sessions.issue(),
    expireAccessTokens: () => sessions.expireAccess(),
    endSessions: () => sessions.endAll(),
    refuse: (operation, code, { times = 1, ...more } = {}) => {
      for (let left = times; left > 0; left -= 1) planned.push({ operation, refusal: { code, ...more } });
    },
    emit: (event) => events.emit(event),
    closeStreams: () => events.close(),
  };
}
