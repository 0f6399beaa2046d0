import { useSyncExternalStore } from "react";

const query = window.matchMedia("(prefers-color-scheme: dark)");
const subscribe = (listener: () => void): (() => void) => {
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
};

export const useDark = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
