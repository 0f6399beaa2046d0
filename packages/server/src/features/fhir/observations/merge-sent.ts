import type { Coding, Meta, Resource } from "../model.js";
import { withSent, type Sent } from "../store/sent.js";

/** What a resource may say when it was measured in; one of them only. */
const MOMENTS = ["effectivePeriod", "effectiveInstant", "effectiveTiming"];

const withoutMoment = ({ effectiveDateTime: _moment, ...rest }: Resource): Resource => rest;

/** The Observation as it was sent, save what its readings say otherwise by now. */
export const mergeSent = (now: Resource, kept: Sent | undefined): Resource => {
  if (!kept) return now;
  const otherMoment = MOMENTS.some((name) => name in kept.sent);
  const merged = otherMoment
    ? withSent(withoutMoment(now), { ...kept, base: withoutMoment(kept.base) })
    : withSent(now, kept);
  return { ...merged, meta: metaOf(now.meta, kept.sent.meta) };
};

/** Profiles are the claim of who wrote it; tags add up. */
const metaOf = (now: Meta = {}, sent: Meta = {}): Meta => {
  const { profile: _own, tag: own = [], ...rest } = now;
  const told = new Set((sent.tag ?? []).map(nameOf));
  const tag = [...(sent.tag ?? []), ...own.filter((coding) => !told.has(nameOf(coding)))];
  return { ...sent, ...rest, ...(tag.length && { tag }) };
};

const nameOf = ({ system, code }: Coding): string => `${system ?? ""}|${code ?? ""}`;
