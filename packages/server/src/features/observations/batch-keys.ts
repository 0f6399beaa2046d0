import type { TenantTx } from "../../db/with-tenant.js";
import { keyDoorOf, storedAnswerOf } from "../../http/idempotency-key.js";
import { claimKeys, isSameKey, keyReused, storeAnswers, type KeyedRequest } from "../../idempotency/idempotency.js";
import { presentObservation } from "./observations.present.js";
import { createdReply, duplicateReply } from "./observations.replies.js";
import type { Outcome, Recordable } from "./reading.js";

type Keyed = { index: number; request: KeyedRequest };

const keyedOf = (items: readonly Recordable[]): Keyed[] => items.flatMap(({ keyed }, index) => (keyed ? [{ index, request: keyed }] : []));

/** Of requests with one key the first is done; a twin is answered as it is. */
const firstsOf = (keyed: readonly Keyed[]): Keyed[] =>
  keyed.filter((one, at) => !keyed.slice(0, at).some((other) => isSameKey(one.request, other.request)));

/**
 * Records readings of which some came with an Idempotency-Key: what was answered before is answered again, what another process
 * works on is refused, two of one key have one effect. `record` gets the rest, and answers in its order.
 */
export const recordKeyed = async (
  tx: TenantTx, items: readonly Recordable[], record: (items: readonly Recordable[]) => Promise<Outcome[]>,
): Promise<Outcome[]> => {
  const keyed = keyedOf(items);
  if (!keyed.length) return record(items);
  const firsts = firstsOf(keyed);
  const claims = await claimKeys(keyDoorOf(tx), firsts.map(({ request }) => request));
  const outcomes: (Outcome | undefined)[] = items.map(() => undefined);
  firsts.forEach(({ index }, at) => {
    const claim = claims[at]!;
    if (claim.kind === "stored") outcomes[index] = { kind: "replayed", answer: claim.answer };
    if (claim.kind === "refused") outcomes[index] = { kind: "rejected", problem: claim.problem };
  });
  const isTwin = new Set(keyed.filter((one) => !firsts.includes(one)).map(({ index }) => index));
  const open = items.map((_, index) => index).filter((index) => !outcomes[index] && !isTwin.has(index));
  const recorded = await record(open.map((index) => items[index]!));
  open.forEach((index, at) => (outcomes[index] = recorded[at]!));

  await storeAnswers(keyDoorOf(tx), firsts.flatMap(({ index, request }) => {
    const reply = replyOf(tx, outcomes[index]!);
    return reply ? [{ request, answer: storedAnswerOf(reply) }] : [];
  }));
  for (const { index, request } of keyed.filter(({ index: at }) => isTwin.has(at))) {
    const first = firsts.find((one) => isSameKey(one.request, request))!;
    outcomes[index] = twinOf(tx, outcomes[first.index]!, first.request.fingerprint.equals(request.fingerprint));
  }
  return outcomes as Outcome[];
};

const replyOf = (tx: TenantTx, outcome: Outcome) => {
  if (outcome.kind === "created") return createdReply(presentObservation(tx, outcome.row));
  return outcome.kind === "duplicate" ? duplicateReply(presentObservation(tx, outcome.row)) : undefined;
};

const twinOf = (tx: TenantTx, first: Outcome, isSame: boolean): Outcome => {
  if (!isSame) return { kind: "rejected", problem: keyReused() };
  const reply = replyOf(tx, first);
  return reply ? { kind: "replayed", answer: storedAnswerOf(reply) } : first;
};
