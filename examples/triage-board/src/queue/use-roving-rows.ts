import type { TriageItem } from "@vitaledge/sdk";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, RefObject } from "react";

type Rows = {
  list: RefObject<HTMLUListElement | null>; current: number; setCurrent: (index: number) => void;
  onKeyDown: (event: KeyboardEvent<HTMLUListElement>) => void;
};

/** One row is in the order of Tab; arrows go to the others, letters act on the one with the focus. While `covered`, a dialog has it. */
export const useRovingRows = (items: readonly TriageItem[], keys: Record<string, (item: TriageItem) => void>, covered: boolean): Rows => {
  const list = useRef<HTMLUListElement>(null);
  const lastFocused = useRef<string>(undefined);
  const [wanted, setWanted] = useState(0);
  const last = items.length - 1;
  const current = Math.min(wanted, Math.max(last, 0));
  const rowsOpen = (): NodeListOf<HTMLElement> | undefined => list.current?.querySelectorAll<HTMLElement>(".row-open");
  const setCurrent = (index: number): void => {
    lastFocused.current = items[index]?.alert.id;
    setWanted(index);
  };
  useEffect(() => {
    const left = lastFocused.current !== undefined && !items.some(({ alert }) => alert.id === lastFocused.current);
    // The row went, and the focus with it: the next one takes it.
    if (left && !covered && document.activeElement === document.body) rowsOpen()?.[current]?.focus();
  }, [items, covered]);
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const target = targetOf(pressed, current, last);
    const item = items[current];
    if (target !== undefined) {
      rowsOpen()?.[target]?.focus();
    } else if (item && Object.hasOwn(keys, pressed)) keys[pressed]?.(item);
    else return;
    event.preventDefault();
  };
  return { list, current, setCurrent, onKeyDown };
};

const targetOf = (key: string, current: number, last: number): number | undefined => {
  if (key === "ArrowDown" || key === "j") return Math.min(current + 1, last);
  if (key === "ArrowUp" || key === "k") return Math.max(current - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? last : undefined;
};
