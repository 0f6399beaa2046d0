import { useCallback, useState, useSyncExternalStore } from "react";

export type View = "queue" | "patient" | "month";
export type Place = { view: View; patientId: string | undefined };
export type Go = (view: View, patientId?: string) => void;

const VIEWS: readonly string[] = ["queue", "patient", "month"] satisfies View[];
const isView = (name: string): name is View => VIEWS.includes(name);

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
};
const readHash = (): string => window.location.hash.slice(1);

/** Where one is. The address names the view alone: which patient it is stays in memory. */
export const usePlace = (): [Place, Go] => {
  const name = useSyncExternalStore(subscribe, readHash);
  const [patientId, setPatientId] = useState<string>();
  const view = isView(name) && (name !== "patient" || patientId !== undefined) ? name : "queue";
  const go = useCallback<Go>((next, id) => {
    if (id !== undefined || next === "queue") setPatientId(id);
    window.location.hash = next;
  }, []);
  return [{ view, patientId }, go];
};
