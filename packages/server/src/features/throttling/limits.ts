import type { Config } from "../../platform/config.js";

/** So many at once; they come back one by one, all of them in `seconds`. */
export type Limit = { name: string; most: number; seconds: number };

/** Limits of one account, link or address, which hold wherever the requests come from. */
export const LIMITS = {
  /** Guesses of six digits, of which three are right at any time: 10 an hour find one in four years (NIST SP 800-63B has 100 in all). */
  codes: { name: "codes", most: 10, seconds: 3_600 },
  /** Whoever found an open session learns its password no faster than at the door. */
  ownPassword: { name: "own-password", most: 10, seconds: 900 },
  /** A device that signed in before: as many slips as people make, and far from a search. */
  device: { name: "device", most: 10, seconds: 600 },
  /** A person's tabs and programs need four an hour each. */
  refresh: { name: "refresh", most: 120, seconds: 60 },
  /** A form that is sent again and again until its password is accepted. */
  link: { name: "link", most: 20, seconds: 3_600 },
  /** Nobody's mailbox is filled from here. */
  resetMails: { name: "reset-mails", most: 3, seconds: 3_600 },
  invitationMails: { name: "invitation-mails", most: 10, seconds: 86_400 },
  /** A clinic's staff on one day; not the sending of advertisements. */
  invitations: { name: "invitations", most: 200, seconds: 3_600 },
} as const satisfies Record<string, Limit>;

/** Reset mails a network may ask for: the address is free to choose, and each leaves a row. */
export const networkMailLimit = (config: Config): Limit => ({ name: "network-mails", most: config.authRequestsPerNetwork / 10, seconds: 3_600 });

/** What a network may ask of sign-in, refresh, links and factors together, beside what counts for an account. */
export const networkLimit = (config: Config): Limit => ({ name: "network", most: config.authRequestsPerNetwork, seconds: 60 });
