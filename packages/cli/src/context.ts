import type { VitalEdge } from "@vitaledge/sdk";
import type { ExitCode } from "./exit-codes.js";
import type { Places, Profile } from "./profile.js";

export const FORMATS = ["table", "json", "ndjson", "csv"] as const;
export type Format = (typeof FORMATS)[number];

export const COLORS = ["auto", "always", "never"] as const;

/** Files that the server makes; no command writes an answer so. */
export const FILE_FORMATS = ["xlsx", "837p"] as const;
type FileOnly = (typeof FILE_FORMATS)[number];

/** Flags that every command takes; `limit` and `all` are refused by one that answers no list. */
export type GlobalFlags = ListFlags & {
  format?: Format | FileOnly;
  json?: boolean;
  output?: string;
  /** Paths into a row, in place of the table's own columns. */
  fields?: string[];
  /** Milliseconds of one attempt. */
  timeout?: number;
  /** Attempts after the first. */
  retries?: number;
  /** What would change something is shown, not sent. */
  dryRun?: boolean;
  idempotencyKey?: string;
  profile?: string;
  org?: string;
  baseUrl?: string;
  /** False with --no-input. */
  input: boolean;
  /** What would be asked is answered with yes. */
  yes?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  progress: "auto" | "json" | "off";
  color: (typeof COLORS)[number];
  showPhi?: boolean;
};

/** As they were given: what is left out is the profile's to say. */
export type GivenFlags = Omit<GlobalFlags, "progress" | "color"> & Partial<Pick<GlobalFlags, "progress" | "color">>;

/** A table of any length is asked for in rows: --limit, or --all. */
export type ListFlags = { limit?: number; all?: boolean };

/** What a command works with; nothing else of the process is touched. */
export type Context = {
  version: string;
  flags: GlobalFlags;
  environment: Readonly<Record<string, string | undefined>>;
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  places: Places;
  /** What is stored, whatever flags and environment say. */
  profile: Profile;
  /** Where the API is and for whom: flags, then environment, then profile. */
  target: { baseUrl: string | undefined; organizationId: string | undefined };
  client(): VitalEdge;
  /** A line on stderr for a person; silent with --quiet. */
  note(line: string): void;
};

/** What a command file exports. */
export type Run<Options> = (context: Context, options: Options, args: string[]) => Promise<ExitCode>;
