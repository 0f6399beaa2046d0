import type { Permission } from "@vitaledge/contract";
import type { Scope } from "../features/fhir/smart/scopes.js";
import type { Clock } from "../platform/clock.js";
import { allowsLoopback, type Config } from "../platform/config.js";
import { UnknownKey, type FieldCipher, type Place } from "../platform/field-cipher.js";
import { makeIds } from "../platform/ids.js";
import { inTransaction, runAhead, runOn, runOnce, type Connection } from "./connection.js";
import type { Database } from "./knex.js";
import type { Patience } from "./patience.js";
import type { KeyRing } from "./key-ring.js";
import type { Statement } from "./sql.js";

export type Role = "OWNER" | "ADMIN" | "CLINICIAN" | "CARE_MANAGER" | "BILLER" | "DEVICE" | "AUDITOR";

/**
 * Who acts: a user in a session, a program by its key, or the platform itself. `breakGlass` is the grant that lets a user
 * read in an emergency; the role is AUDITOR then, whatever theirs is. A key has no role: what depends on one is refused to it.
 * `scopes` are those of a SMART client's token: they narrow what its permissions allow.
 */
export type Actor =
  | { type: "USER"; userId: string; sessionId: string; role: Role; breakGlass?: string }
  | { type: "API_KEY"; keyId: string; userId: null; sessionId: null; role: null; permissions: readonly Permission[]; scopes?: readonly Scope[] }
  | { type: "SYSTEM"; userId: null; sessionId: null; role: "OWNER" };

/** What rows keep of who changed them: a user's id or a key's; nothing of the platform itself. */
export const actorIdOf = (actor: Actor): string | null => (actor.type === "API_KEY" ? actor.keyId : actor.userId);

export const SYSTEM: Actor = { type: "SYSTEM", userId: null, sessionId: null, role: "OWNER" };

/** The one door to an organization's rows: row-level security shows nothing else for as long as it is open. */
export type TenantTx = {
  readonly organizationId: string;
  readonly actor: Actor;
  /** The user's id or the key's; null for the platform itself. */
  readonly actorId: string | null;
  /** The clock's time, one value for the whole transaction. */
  readonly now: Date;
  /** Ids of one transaction sort in the order in which they are made. */
  newId(prefix: string): string;
  query<Row>(statement: Statement): Promise<Row[]>;
  first<Row>(statement: Statement): Promise<Row | undefined>;
  /** For a statement whose answer nobody needs: it travels with the next one, or the commit, which throws its error. */
  send(statement: Statement): void;
  seal(at: Place, text: string): string;
  open(at: Place, sealed: string): string;
  /** Whether what somebody configures may lead to this machine itself: for development and tests. */
  readonly loopback: boolean;
  /** Does something once what was written is there for all to see; the same work once, however often it is asked for. */
  afterCommit(work: (database: Database) => void): void;
};

export type TenantDoor = { database: Database; clock: Clock; keys: KeyRing; config?: Pick<Config, "webhookLoopback"> };

const ORGANIZATION = /^org_[A-Za-z0-9_]{1,64}$/;
const USER = /^user_[A-Za-z0-9_]{1,64}$/;

/** SET LOCAL, for what a function call sets does not reach the nodes of a distributed database. */
const settingsOf = (organizationId: string, actor: Actor): string => {
  if (!ORGANIZATION.test(organizationId)) throw new Error("not an organization's id");
  if (actor.userId !== null && !USER.test(actor.userId)) throw new Error("not a user's id");
  return `set local app.organization_id = '${organizationId}'; set local app.user_id = '${actor.userId ?? ""}'`;
};

export type TenantOptions = {
  readOnly?: boolean;
  patience?: Patience | undefined;
  /** Aborted when nobody waits for the work any more: it is rolled back then. */
  signal?: AbortSignal | undefined;
  /**
   * For statements that are sent over and over: over many partitions, making a plan for these very values takes longer than reading.
   * Where a value may leave few rows or very many, a plan is better made for it.
   */
  genericPlans?: boolean;
  /** For work that sends one statement and no more: the commit goes out with it, which spares a round trip. */
  inOneTrip?: boolean;
};

export const withTenant = async <T>(
  door: TenantDoor,
  organizationId: string,
  actor: Actor,
  work: (tx: TenantTx) => Promise<T>,
  { readOnly = false, patience, signal, genericPlans = false, inOneTrip = false }: TenantOptions = {},
): Promise<T> => {
  const isolation = readOnly ? "set transaction isolation level repeatable read, read only; " : "";
  const plans = genericPlans ? "set local plan_cache_mode = force_generic_plan; " : "";
  return withNewestKeys(door, organizationId, async () => {
    const afterCommit: AfterCommit = new Set();
    const known = await door.keys.known(organizationId);
    const result = await inTransaction(door.database, isolation + plans + settingsOf(organizationId, actor), untilItsEnd(async (query, send) => {
      const cipher = known ?? await door.keys.cipherOf(organizationId, query);
      const loopback = door.config !== undefined && allowsLoopback(door.config);
      return work(tenantTx({ query, send, organizationId, actor, now: door.clock.now(), cipher, loopback, afterCommit }));
    }, { signal, isOne: inOneTrip && known !== undefined }), { patience, signal, isGuarded: true });
    for (const follow of afterCommit) follow(door.database);
    return result;
  });
};

type Bounds = { signal?: AbortSignal | undefined; isOne?: boolean };

/** Work that is done sends nothing more, whatever of it goes on: the connection may be another organization's by then. */
const untilItsEnd = <T>(work: (query: PlainQuery, send: TenantTx["send"]) => Promise<T>, { signal, isOne = false }: Bounds = {}) => async (
  connection: Connection, commit: () => void,
): Promise<T> => {
  let isDone = false;
  const expectOpen = (): void => {
    signal?.throwIfAborted();
    if (isDone) throw new Error("the transaction of this statement has ended");
  };
  try {
    return await work(async <Row>(statement: Statement) => {
      expectOpen();
      const rows = runOn<Row>(connection, statement);
      if (isOne) {
        isDone = true;
        commit();
      }
      return rows;
    }, (statement) => {
      expectOpen();
      runAhead(connection, statement);
    });
  } finally {
    isDone = true;
  }
};

/**
 * One statement of the platform's own in a transaction of its own, all in one round trip. Should its beginning fail, row-level
 * security lets it write nothing.
 */
export const writeOnce = <Row>({ database }: TenantDoor, organizationId: string, statement: Statement): Promise<Row[]> =>
  runOnce<Row>(database, settingsOf(organizationId, SYSTEM), statement);

type AfterCommit = Set<(database: Database) => void>;

/** Another process may seal with a key made since ours were read: the work, rolled back, is done once more with the new ones. */
const withNewestKeys = async <T>(door: TenantDoor, organizationId: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UnknownKey)) throw error;
    door.keys.forget(organizationId);
    return work();
  }
};

/** Work with the organization's cipher alone; it asks the database once a minute. */
export const withCipher = <T>(door: TenantDoor, organizationId: string, work: (cipher: FieldCipher) => T): Promise<T> =>
  withNewestKeys(door, organizationId, async () => work(await cipherOf(door, organizationId)));

const cipherOf = (door: TenantDoor, organizationId: string): Promise<FieldCipher> =>
  door.keys.known(organizationId) ?? withTenant(door, organizationId, SYSTEM, async (tx) => ({ seal: tx.seal, open: tx.open }));

type Parts = { query: PlainQuery; send: TenantTx["send"]; organizationId: string; actor: Actor; now: Date; cipher: FieldCipher; loopback: boolean; afterCommit: AfterCommit };

const tenantTx = ({ query, send, organizationId, actor, now, cipher, loopback, afterCommit }: Parts): TenantTx => ({
  organizationId,
  actor,
  actorId: actorIdOf(actor),
  now,
  newId: makeIds(now),
  query,
  first: async <Row>(statement: Statement) => (await query<Row>(statement))[0],
  send,
  seal: (at, text) => cipher.seal(at, text),
  open: (at, sealed) => cipher.open(at, sealed),
  loopback,
  afterCommit: (follow) => void afterCommit.add(follow),
});

/** A transaction on what belongs to no organization. No organization's row can be seen in it. */
export const withPlatform = <T>(database: Database, work: (query: PlainQuery) => Promise<T>): Promise<T> =>
  inTransaction(database, "set local app.organization_id = ''", untilItsEnd(work));

/** A transaction of a person outside any organization: their own memberships are all they see. */
export const withUser = <T>(door: TenantDoor, userId: string, work: (query: PlainQuery) => Promise<T>): Promise<T> => {
  if (!USER.test(userId)) throw new Error("not a user's id");
  return inTransaction(door.database, `set local app.user_id = '${userId}'`, untilItsEnd(work));
};

export type PlainQuery = <Row>(statement: Statement) => Promise<Row[]>;
