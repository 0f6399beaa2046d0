export const EXIT = {
  done: 0, failure: 1, usage: 2, notFound: 3, login: 4, permission: 5, rejected: 6, rateLimit: 7, partial: 8, network: 9, server: 10,
  integrity: 11, interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** For `help exit-codes`. */
export const MEANINGS: Record<keyof typeof EXIT, string> = {
  done: "done",
  failure: "unexpected failure: a defect",
  usage: "wrong usage, a bad flag, a bad input file",
  notFound: "not found",
  login: "login needed or expired, or a second factor needed",
  permission: "not allowed",
  rejected: "rejected by validation or state",
  rateLimit: "rate limited",
  partial: "partial or not ready: rejected rows, held lines, gaps; the file is complete; --allow-held makes held lines 0",
  network: "network or timeout",
  server: "server error",
  integrity: "integrity check failed",
  interrupted: "interrupted",
};
