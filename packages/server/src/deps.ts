import type { Clock } from "./platform/clock.js";
import { allowsLoopback, type Config } from "./platform/config.js";
import type { Log } from "./platform/logger.js";
import { checkDatabase, type Check } from "./platform/readiness.js";
import { openTracing, type Tracing } from "./platform/tracing.js";
import { makeMetrics, type Metrics } from "./platform/metrics.js";
import { MOST_SKEW, readClockSkew } from "./db/clock-skew.js";
import type { Database } from "./db/knex.js";
import { openDatabase } from "./db/knex.js";
import { poolState } from "./db/pool-state.js";
import { BRIEF, LONG, type Patience } from "./db/patience.js";
import { expectPropagation } from "./db/distribution/distribute.js";
import { expectMigrated, expectSupported } from "./db/migrate.js";
import { makeAuditLog, type AuditLog } from "./audit/append.js";
import { loadAuditKeys, type AuditKeys } from "./audit/signing.js";
import { explainStoreError } from "./store.js";
import { keyRing, type KeyRing } from "./db/key-ring.js";
import { leaseFromDatabase } from "./limits/lease.js";
import { makeQuotas, type Quotas } from "./limits/quotas.js";
import { leaseFromRedis } from "./redis/leases.js";
import { checkRedis } from "./redis/check-redis.js";
import type { Redis } from "./redis/link.js";
import { openReplica, type Replica } from "./replica/replica.js";
import { shareNudges } from "./redis/nudges.js";
import { makeKeySets, type KeySets } from "./features/api-keys/key-sets.js";
import { makeHasher, type Hasher } from "./features/auth/passwords.js";
import { makeQueueCounts, type QueueCounts } from "./features/alerts/queue-counts.js";
import { plainQuery } from "./features/auth/account-door.js";
import { bounded, type InTurn } from "./features/auth/bounded.js";
import { loadPeppers } from "./features/auth/peppers.js";
import { openSigningKeys } from "./features/auth/signing-keys.js";
import { makeTokens, type Tokens } from "./features/auth/tokens.js";
import { makeRecorder, type Recorder } from "./features/observations/observations.writer.js";

/** Everything a request may need, made once: the one place where the parts are put together. */
export type Deps = {
  config: Config;
  clock: Clock;
  database: Database;
  /** For what is done without a request: as vitaledge_worker where DATABASE_WORKER_URL is set. */
  workerDatabase: Database;
  /** Connections of the audit's own. */
  auditDatabase: Database;
  keys: KeyRing;
  tokens: Tokens;
  /** The public keys of SMART clients that publish theirs. */
  clientKeys: KeySets;
  passwords: Hasher;
  /** Takes sign-ins in turn: a flood of them leaves the connections to everybody else. */
  signIns: InTurn;
  recorder: Recorder;
  queueCounts: QueueCounts;
  quotas: Quotas;
  /** Where REDIS_URL is set, and requests are served or events published. */
  redis: Redis | undefined;
  audit: AuditLog;
  /** What signs the heads of audit chains; read at the first use. */
  auditKeys(): Promise<AuditKeys>;
  log: Log;
  metrics: Metrics;
  /** Where DATABASE_REPLICA_URL is set. */
  replica: Replica | undefined;
  /** Where traces are sent. */
  tracing: Tracing | undefined;
  /** What /readyz looks at. */
  checks: readonly Check[];
  /** The address people reach the server under, without a slash at the end. */
  publicUrl: string;
};

/** Groups of entries written at once; each is short. */
const AUDIT_POOL = 2;
const HASHES_AT_ONCE = { running: 2, waiting: 50 };
/** As many look up and count while others hash. */
const SIGN_INS_AT_ONCE = { running: 4, waiting: 50 };

type Given = {
  config: Config;
  clock: Clock;
  log: Log;
  databaseUrl: string;
  masterKey: Buffer;
  publicUrl: string;
  redis?: Redis | undefined;
  replicaUrl?: string | undefined;
  /** What is waited for a statement; a request's five seconds allow no more than is the default. */
  patience?: Patience;
};

export const makeDeps = async ({ config, clock, log, databaseUrl, masterKey, publicUrl, redis, replicaUrl, patience = BRIEF }: Given): Promise<Deps> => {
  const metrics = makeMetrics();
  const tracing = await openTracing(config, (spans) => metrics.spansLost.inc(spans));
  const database = openDatabase(databaseUrl, { poolSize: config.databasePool, applicationName: "vitaledge", patience, pipeline: true });
  // An export holds its snapshot's connection while its entries are written: from the same pool, as many exports would wait for ever.
  const auditDatabase = openDatabase(databaseUrl, { poolSize: AUDIT_POOL, applicationName: "vitaledge audit", pipeline: true });
  const keys = keyRing(masterKey, clock);
  const { signing, peppers } = await loadFirst({ database, clock, log }, async () => {
    const signing = await openSigningKeys({ database, clock, master: masterKey, algorithm: config.tokenAlgorithm });
    await keys.createForPlatform(plainQuery(database));
    return { signing, peppers: await loadPeppers(database, masterKey) };
  });
  const workerDatabase = config.databaseWorkerUrl ? openDatabase(config.databaseWorkerUrl, { poolSize: 2, applicationName: "vitaledge worker", patience: LONG, pipeline: true }) : database;
  watchPools(metrics, { requests: database, audit: auditDatabase, ...(workerDatabase !== database && { worker: workerDatabase }) });
  if (redis) useRedis(redis, metrics, [...new Set([database, workerDatabase])]);
  const { databasePool: poolSize, replicaBehindSeconds: behindSeconds } = config;
  const replica = replicaUrl === undefined ? undefined : openReplica({ door: { database, clock, keys }, primaryUrl: databaseUrl, replicaUrl, poolSize, behindSeconds, log });
  if (replica) metrics.watch("replica_behind_seconds", "How far the replica is behind the primary; infinite where it is away.", replica.behind);
  return {
    config, clock, database, auditDatabase, log, publicUrl, keys, workerDatabase, redis, replica, metrics, tracing,
    checks: [checkDatabase({ database, clock, log }), ...(redis ? [checkRedis(redis)] : []), ...(replica ? [replica.check] : [])],
    tokens: makeTokens(signing, { issuer: config.tokenIssuer, audience: config.tokenAudience }, clock),
    clientKeys: makeKeySets({ clock, log, loopback: allowsLoopback(config) }),
    passwords: makeHasher(HASHES_AT_ONCE, peppers),
    signIns: bounded(SIGN_INS_AT_ONCE),
    recorder: makeRecorder({ database, clock, keys, metrics }),
    queueCounts: makeQueueCounts({ database, clock, keys }),
    quotas: makeQuotas({ database, clock, keys }, config.anonymousPerMinute, redis ? leaseFromRedis(redis, leaseFromDatabase) : leaseFromDatabase),
    audit: makeAuditLog({ database: auditDatabase, clock, keys, metrics }),
    auditKeys: () => loadAuditKeys(database, masterKey),
  };
};

const useRedis = (redis: Redis, metrics: Metrics, databases: readonly Database[]): void => {
  metrics.watch("redis_up", "Whether Redis is used (1), or PostgreSQL in its place (0).", () => Number(redis.isUp()));
  shareNudges(redis, databases);
};

const watchPools = (metrics: Metrics, pools: Record<string, Database>): void => {
  for (const [name, database] of Object.entries(pools)) metrics.watchPool(name, () => poolState(database));
};

/** The first words with the database: it is there, it is up to date, and the master key is its own. */
const loadFirst = async <Keys>({ database, clock, log }: Pick<Deps, "database" | "clock" | "log">, loadKeys: () => Promise<Keys>): Promise<Keys> => {
  try {
    await expectSupported(database);
    await expectMigrated(database);
    await expectPropagation(database);
    const skew = await readClockSkew(database, clock);
    if (Math.abs(skew) > MOST_SKEW) log.warn({ event: "clock_skew", seconds: skew }, "the clocks of server and database differ");
    return await loadKeys();
  } catch (error) {
    await database.destroy();
    throw explainStoreError(error);
  }
};

export const closeDeps = async ({ database, auditDatabase, workerDatabase, clientKeys, redis, replica, tracing }: Deps): Promise<void> => {
  await redis?.close();
  await replica?.close();
  await clientKeys.close();
  await database.destroy();
  await auditDatabase.destroy();
  if (workerDatabase !== database) await workerDatabase.destroy();
  await tracing?.stop();
};
