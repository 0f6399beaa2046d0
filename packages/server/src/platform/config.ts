import { isSafeOnTheWay } from "./database-url.js";
import { OperatorError } from "./operator-error.js";
import { choice, key, only, optionalText, optionalWhole, origins, SettingError, text, url, whole, type Setting } from "./settings.js";

const POSTGRES = ["postgres", "postgresql"];

/** Every setting of the server, with what it is for; docs and messages are made of this table. */
export const SETTINGS = {
  environment: choice("NODE_ENV", "The kind of installation.", ["development", "test", "staging", "production"], "development"),
  port: whole("PORT", "The port the server listens on; 0 takes a free one.", { fallback: 8080, low: 0, high: 65_535 }),
  workers: whole("VITALEDGE_WORKERS", "Processes that serve on this machine, as `serve --workers` says. Each opens its own connections to the database.", { fallback: 1, low: 1, high: 64 }),
  host: text("VITALEDGE_HOST", "The address the server listens on.", "127.0.0.1"),
  publicUrl: optionalText("VITALEDGE_PUBLIC_URL", "The address people reach the server under, for links in mails and answers.", "the address it listens on"),
  databaseUrl: url("DATABASE_URL", "PostgreSQL of your own, as the role vitaledge_app. Without it the embedded PostgreSQL is used.", POSTGRES, "the embedded PostgreSQL"),
  databaseOwnerUrl: url("DATABASE_OWNER_URL", "The same database as vitaledge_owner; read by migrate, backup, restore, partitions and organizations delete alone.", POSTGRES),
  databaseWorkerUrl: url("DATABASE_WORKER_URL", "The same database as vitaledge_worker.", POSTGRES, "that of DATABASE_URL"),
  databaseDistributed: only("DATABASE_DISTRIBUTED", "Read when migrating: the tables are sorted into the groups of Citus, as docs/scaling.md describes.", "citus"),
  databaseReplicaUrl: url("DATABASE_REPLICA_URL", "A streaming replica of the database, as vitaledge_app: lists and exports are read there. Set it for all processes, or for none.", POSTGRES),
  replicaBehindSeconds: whole("VITALEDGE_REPLICA_BEHIND_SECONDS", "How far the replica may be behind. A session or API key that wrote within this time reads from the primary.", { fallback: 5, low: 2, high: 300, unit: "seconds" }),
  databasePool: whole("VITALEDGE_DATABASE_POOL", "Connections to the database a process opens at most.", { fallback: 10, low: 2, high: 200 }),
  redisUrl: url("REDIS_URL", "Redis 6 or later, or Valkey: counts requests against their limits and tells all processes of events at once. Without it, or while it is away, PostgreSQL does.", ["redis", "rediss"]),
  dataDirectory: optionalText("VITALEDGE_DATA_DIR", "Where the embedded PostgreSQL and the master key are kept.", "as root /var/lib/vitaledge/data, else ~/.local/share/vitaledge/data"),
  masterKey: key("VITALEDGE_MASTER_KEY", "Encrypts the keys of the encrypted columns. Needed with DATABASE_URL; `openssl rand -base64 32` makes one.", "the embedded database's, kept in its data directory"),
  backupRecipient: optionalText("VITALEDGE_BACKUP_RECIPIENT", "The public key backups are encrypted for, as backup-key prints it; several with commas between."),
  backupKeys: optionalText("VITALEDGE_BACKUP_KEYS", "The one file that keeps the organizations' keys for all backups, written anew with each.", "organization-keys.age beside the backup"),
  readingsKeptYears: whole("VITALEDGE_READINGS_KEPT_YEARS", "How long readings are kept before `partitions detach` takes them. 10 years hold for Medicare Advantage (42 CFR 422.504(d)), 7 for Medicare (42 CFR 424.516(f)); a state may ask for more, of minors above all.", { fallback: 10, low: 1, high: 100, unit: "years" }),
  logLevel: choice("VITALEDGE_LOG_LEVEL", "What is logged.", ["debug", "info", "warn", "error", "silent"], "info"),
  metricsPort: optionalWhole("VITALEDGE_METRICS_PORT", "The port of /metrics, /healthz and /readyz, of a worker too; 0 takes a free one. Of several processes each next one has the next port.", { low: 0, high: 65_500, otherwise: "none: they are not to be had" }),
  metricsHost: text("VITALEDGE_METRICS_HOST", "The address that port is opened on. Nothing there asks who calls: keep it from the public.", "127.0.0.1"),
  otlpEndpoint: url("OTEL_EXPORTER_OTLP_ENDPOINT", "The OpenTelemetry collector that traces are sent to, by OTLP over HTTP. They name operations, never patients, organizations or addresses.", ["http", "https"], "none: nothing is traced"),
  tokenAlgorithm: choice("VITALEDGE_TOKEN_ALGORITHM", "What signs access tokens: a shared secret, or a key whose public half is published.", ["HS256", "ES256"], "HS256"),
  tokenIssuer: text("VITALEDGE_TOKEN_ISSUER", "The issuer that access tokens name.", "https://vitaledge.dev"),
  tokenAudience: text("VITALEDGE_TOKEN_AUDIENCE", "The audience that access tokens name.", "vitaledge-api"),
  refreshGraceSeconds: whole("VITALEDGE_REFRESH_GRACE_SECONDS", "How long the refresh token just spent gets the same successor again.", { fallback: 30, low: 0, high: 300, unit: "seconds" }),
  anonymousPerMinute: whole("VITALEDGE_ANONYMOUS_PER_MINUTE", "Requests without an organization that an address may send in a minute.", { fallback: 600, low: 1, high: 100_000_000 }),
  schedulerSeconds: whole("VITALEDGE_SCHEDULER_SECONDS", "The pause between two looks for timed work; 0 leaves it to another process.", { fallback: 15, low: 0, high: 3600, unit: "seconds" }),
  organizationSignup: choice("VITALEDGE_ORGANIZATION_SIGNUP", "Whether people may make organizations: auto is closed in production, open elsewhere.", ["auto", "open", "closed"], "auto"),
  smtpUrl: url("SMTP_URL", "The mail server. Without it no mail is sent; the operator's commands print the links.", ["smtp", "smtps"]),
  mailFrom: text("VITALEDGE_MAIL_FROM", "The sender of mails.", "VitalEdge <no-reply@localhost>"),
  corsOrigins: origins("VITALEDGE_CORS_ORIGINS", "Whose pages may call the API from a browser."),
  reference: choice("VITALEDGE_REFERENCE", "Whether the reference of the API is served at /docs.", ["on", "off"], "on"),
  webDirectory: optionalText("VITALEDGE_WEB_DIR", "A folder with a built web application, served at /.", "none; `npm start` serves the triage board"),
  trustedProxies: whole("VITALEDGE_TRUSTED_PROXIES", "How many proxies in front of the server may name the client's address.", { fallback: 0, low: 0, high: 10 }),
  signInFailuresPerNetwork: whole("VITALEDGE_SIGN_IN_FAILURES_PER_NETWORK", "How many sign-ins a network (/24, /56) may fail in 15 minutes before it waits.", { fallback: 100, low: 1, high: 1_000_000 }),
  signInFailuresExpected: whole("VITALEDGE_SIGN_IN_FAILURES_EXPECTED", "How many sign-ins fail in 15 minutes on the whole platform in usual times. While more do, each network may fail fewer, down to a tenth.", { fallback: 1000, low: 1, high: 100_000_000 }),
  authRequestsPerNetwork: whole("VITALEDGE_AUTH_REQUESTS_PER_NETWORK", "How many requests for refresh, second factors, links and invitations a network may make in a minute.", { fallback: 600, low: 10, high: 10_000_000 }),
  shutdownDelaySeconds: optionalWhole("VITALEDGE_SHUTDOWN_DELAY_SECONDS", "How long the server goes on after it said it is not ready, so that a balancer notices.", { low: 0, high: 30, unit: "seconds", otherwise: "5 in production, 0 elsewhere" }),
  webhookLoopback: choice("VITALEDGE_WEBHOOK_LOOPBACK", "Whether webhooks, FHIR Subscriptions and the key sets of SMART clients may lead to this machine itself, by http too: for development and tests, refused in production.", ["refuse", "allow"], "refuse"),
} satisfies Record<string, Setting<unknown>>;

export type Config = { readonly [Name in keyof typeof SETTINGS]: ReturnType<(typeof SETTINGS)[Name]["parse"]> };

/** Whether what somebody configured may lead to this machine itself. */
export const allowsLoopback = ({ webhookLoopback }: Pick<Config, "webhookLoopback">): boolean => webhookLoopback === "allow";

const DATABASE_URLS = [SETTINGS.databaseUrl.name, SETTINGS.databaseOwnerUrl.name, SETTINGS.databaseWorkerUrl.name, SETTINGS.databaseReplicaUrl.name];

/** Names of the SDK and the CLI, which may stand in the same environment. */
const OF_CLIENTS = ["BASE_URL", "ORGANIZATION_ID", "ACCESS_TOKEN", "CLIENT_ID", "CLIENT_SECRET", "PROFILE", "CONFIG_DIR"]
  .map((name) => `VITALEDGE_${name}`);

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads all settings at once; one message names everything that is wrong. */
export const parseConfig = (environment: Environment): Config => {
  const faults = unknownNames(environment).map((name) => `${name} is not a setting${nearest(name)}`);
  const entries = Object.entries(SETTINGS).map(([property, setting]) => {
    try {
      return [property, setting.parse(environment[setting.name])];
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      faults.push(`${setting.name} ${error.message}`);
      return [property, undefined];
    }
  });
  if (environment.DATABASE_URL && !environment.VITALEDGE_MASTER_KEY) {
    faults.push("VITALEDGE_MASTER_KEY is needed with DATABASE_URL; `openssl rand -base64 32` makes one");
  }
  if (environment.NODE_ENV === "production" && environment.VITALEDGE_WEBHOOK_LOOPBACK === "allow") {
    faults.push("VITALEDGE_WEBHOOK_LOOPBACK=allow is for development and tests, not for NODE_ENV=production");
  }
  for (const name of environment.NODE_ENV === "production" ? DATABASE_URLS : []) {
    const given = environment[name];
    if (given && URL.canParse(given) && !isSafeOnTheWay(given)) {
      faults.push(`${name} leads to another machine without a checked certificate; end it with ?sslmode=verify-full (and &sslrootcert=FILE where the authority is your own)`);
    }
  }
  if (faults.length) throw new OperatorError(`The configuration has ${faults.length === 1 ? "a fault" : "faults"}: ${faults.join("; ")}.`);
  return Object.freeze(Object.fromEntries(entries)) as Config;
};

const unknownNames = (environment: Environment): string[] => {
  const known = new Set([...Object.values(SETTINGS).map((setting) => setting.name), ...OF_CLIENTS]);
  return Object.keys(environment).filter((name) => name.startsWith("VITALEDGE_") && !known.has(name)).toSorted();
};

const nearest = (name: string): string => {
  const letters = (word: string): string => word.replaceAll("_", "");
  const like = Object.values(SETTINGS).find((setting) => letters(setting.name).includes(letters(name)) || letters(name).includes(letters(setting.name)));
  return like && like.name.startsWith("VITALEDGE_") ? ` (is ${like.name} meant?)` : "";
};

/** The only readings of the process's environment. */
export const settingsFromEnvironment = (): Environment => process.env;
export const configFromEnvironment = (): Config => parseConfig(settingsFromEnvironment());

/** Values that the embedded database needs of the environment. */
export const homeFromEnvironment = (): { xdgDataHome: string | undefined } => ({ xdgDataHome: process.env.XDG_DATA_HOME });
