import { AbortError } from "@vitaledge/sdk";
import type { TriageItem } from "@vitaledge/sdk";
import { useEffect, useRef, useState } from "react";
import { useClient } from "../client.ts";
import { useLoad } from "../use-load.ts";
import type { Loaded } from "../use-load.ts";

/** The most urgent; a queue that is longer is worked off from the top. */
const SHOWN = 100;
/** Milliseconds in which events that come together are one reading of the queue. */
const TOGETHER = 400;

type Page = { items: TriageItem[]; total: number };
export type QueueState = Loaded<Page> & {
  /** Ids of alerts that came since the page was opened. */
  fresh: ReadonlySet<string>;
  /** Those that came last. */
  latest: readonly string[];
  /** Reads the queue again, and opens the stream again where it was refused. */
  retry: () => void;
  /** How many times the stream told of a change. */
  changes: number;
};

/** The queue, read again whenever the stream of events tells of an alert. */
export const useQueue = (): QueueState => {
  const client = useClient();
  const [changes, setChanges] = useState(0);
  const [refusal, setRefusal] = useState<unknown>();
  const [opening, setOpening] = useState(0);
  const queue = useLoad(`${client.organizationId}`, async (signal): Promise<Page> => {
    const { data, counts } = await client.alerts.triage({ limit: SHOWN }, { signal }).page();
    return { items: data, total: Object.values(counts).reduce((sum, count) => sum + count, 0) };
  }, changes);
  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = async (): Promise<void> => {
      for await (const _event of client.alerts.watch({ signal: leaving.signal })) {
        clearTimeout(timer);
        timer = setTimeout(() => setChanges((before) => before + 1), TOGETHER);
      }
    };
    follow().catch((error: unknown) => !(error instanceof AbortError) && setRefusal(error));
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [client, opening]);
  const retry = (): void => {
    if (refusal !== undefined) setOpening(opening + 1);
    setRefusal(undefined);
    queue.reload();
  };
  return { ...queue, ...useFresh(queue.value?.items), error: queue.error ?? refusal, retry, changes };
};

const useFresh = (items: readonly TriageItem[] | undefined): Pick<QueueState, "fresh" | "latest"> => {
  const known = useRef<ReadonlySet<string>>(undefined);
  const [marked, setMarked] = useState<Pick<QueueState, "fresh" | "latest">>({ fresh: new Set(), latest: [] });
  useEffect(() => {
    if (!items) return;
    const before = known.current;
    const ids = items.map(({ alert }) => alert.id);
    known.current = new Set([...(before ?? []), ...ids]);
    const latest = before ? ids.filter((id) => !before.has(id)) : [];
    if (latest.length > 0) setMarked(({ fresh }) => ({ fresh: new Set([...fresh, ...latest]), latest }));
  }, [items]);
  return marked;
};
