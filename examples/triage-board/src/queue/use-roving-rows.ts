import type { TriageItem } from "@vitaledge/sdk";
import { useState } from "react";
import type { KeyboardEvent } from "react";

type Rows = { current: number; setCurrent: (index: number) => void; onKeyDown: (event: KeyboardEvent<HTMLUListElement>) => void };

/** One row is in the order of Tab; arrows go to the others, letters act on the one with the focus. */
export const useRovingRows = (items: readonly TriageItem[], keys: Record<string, (item: TriageItem) => void>): Rows => {
  const [wanted, setCurrent] = useState(0);
  const last = items.length - 1;
  const current = Math.min(wanted, Math.max(last, 0));
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const target = targetOf(pressed, current, last);
    const item = items[current];
    if (target !== undefined) {
      event.currentTarget.querySelectorAll<HTMLElement>(".row-open")[target]?.focus();
      setCurrent(target);
    } else if (item && Object.hasOwn(keys, pressed)) keys[pressed]?.(item);
    else return;
    event.preventDefault();
  };
  return { current, setCurrent, onKeyDown };
};

const targetOf = (key: string, current: number, last: number): number | undefined => {
  if (key === "ArrowDown" || key === "j") return Math.min(current + 1, last);
  if (key === "ArrowUp" || key === "k") return Math.max(current - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? last : undefined;
};
