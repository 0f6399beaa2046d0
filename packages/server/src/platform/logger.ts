import { pino, type DestinationStream, type Logger } from "pino";

export type Log = Logger;

/**
 * JSON lines. What is logged is named at each call: operation, status, ids, durations. Errors are cut down to their
 * kind and code, for a database's message can quote a row.
 */
export const makeLogger = (level: string, stream?: DestinationStream, more: Record<string, number> = {}): Log =>
  pino(
    {
      level,
      base: { service: "vitaledge", ...more },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    stream ?? pino.destination(1),
  );

/** What of an error can hold no health data: names, codes and where it was thrown. */
export const describeError = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, constraint, table, routine } = error as Error & Record<string, unknown>;
  return {
    name: error.name,
    ...pick({ code, constraint, table, routine }),
    stack: error.stack?.split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 12).join("\n"),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
};

const pick = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === "string"));
