import { inTransaction, runOn, runPlain } from "../db/connection.js";
import { LONG } from "../db/patience.js";
import { SYSTEM, withTenant, type PlainQuery, type TenantDoor } from "../db/with-tenant.js";
import { insertSignature, selectChains, selectHead, selectSignatures, selectSystemHead, type SignatureRow } from "./audit.sql.js";
import { SYSTEM_CHAIN } from "./entry.js";
import type { Head } from "./link.js";
import { signHead, type AuditKeys } from "./signing.js";
import { verifyChain, type Verdict } from "./verify.js";

export type HeadsDoor = TenantDoor & { auditKeys(): Promise<AuditKeys> };

/** The operator's chain and every organization's. */
export const listChains = async ({ database }: HeadsDoor): Promise<string[]> =>
  [SYSTEM_CHAIN, ...(await selectChains((statement) => runPlain(database, statement)))];

/** One chain in one snapshot, so that what is written meanwhile does not look like a fault. */
const withChain = <T>(door: HeadsDoor, chain: string, work: (query: PlainQuery) => Promise<T>): Promise<T> =>
  chain === SYSTEM_CHAIN
    ? inTransaction(door.database, "set transaction isolation level repeatable read, read only; set local app.organization_id = ''",
      (connection) => work((statement) => runOn(connection, statement)), { patience: LONG })
    : withTenant(door, chain, SYSTEM, (tx) => work(tx.query), { readOnly: true, patience: LONG });

const readHead = (door: HeadsDoor, chain: string): Promise<{ head: Head | undefined; last: SignatureRow | undefined }> =>
  withChain(door, chain, async (query) => ({
    head: await (chain === SYSTEM_CHAIN ? selectSystemHead(query) : selectHead(query, chain)),
    last: (await selectSignatures(query, chain)).at(-1),
  }));

/** Signs the head of every chain that has grown since it was last signed. Answers the signed heads. */
export const signHeads = async (door: HeadsDoor): Promise<SignatureRow[]> => {
  const keys = await door.auditKeys();
  const signed: SignatureRow[] = [];
  for (const chain of await listChains(door)) {
    const { head, last } = await readHead(door, chain);
    if (!head || head.sequence === (last?.sequence ?? 0)) {
      if (last) signed.push(last);
      continue;
    }
    const row = signHead(keys, { chain, ...head, signedAt: door.clock.now() });
    await insertSignature((statement) => runPlain(door.database, statement), row);
    signed.push(row);
  }
  return signed;
};

/** `anchors`: signed heads that were kept elsewhere. */
export const verifyChainNamed = async (door: HeadsDoor, chain: string, anchors: readonly SignatureRow[] = []): Promise<Verdict> => {
  const keys = await door.auditKeys();
  return withChain(door, chain, (query) => verifyChain(query, chain, keys.public, anchors.filter((anchor) => anchor.chain === chain)));
};
