import type { BillingReadiness, Patient } from "@vitaledge/sdk";
import { useRef } from "react";
import { useClient } from "../client.ts";
import { useLoad } from "../use-load.ts";

/** More than a board is for. */
const MOST = 2_000;

type Row = { patient: Patient | undefined; readiness: BillingReadiness };
type State = { rows: Row[]; total: number | undefined; error: unknown; loading: boolean; reload: () => void };

/** Readiness of the first enrollments; what was read for fewer is not read again for more. */
export const useReadiness = (month: string, shown: number): State => {
  const client = useClient();
  const list = useLoad("all", async (signal) => {
    const [enrollments, patients] = await Promise.all([
      client.enrollments.list({ status: ["ACTIVE", "PAUSED"], limit: 200 }, { signal }).toArray({ limit: MOST }),
      client.patients.list({ limit: 200 }, { signal }).toArray({ limit: MOST }),
    ]);
    return { enrollments, patients: new Map(patients.map((patient) => [patient.id, patient])) };
  });
  const had = useRef(new Map<string, BillingReadiness>());
  const listed = list.value?.enrollments.slice(0, shown).map(({ id }) => id) ?? [];
  const read = useLoad(`${month} ${listed.join()}`, (signal) => Promise.all(listed.map(async (id) => {
    const readiness = had.current.get(id) ?? (await client.billing.readiness(id, month, {}, { signal }));
    had.current.set(id, readiness);
    return readiness;
  })));
  const ready = read.value ?? listed.flatMap((id) => had.current.get(id) ?? []);
  return {
    rows: ready.map((readiness) => ({ readiness, patient: list.value?.patients.get(readiness.patientId) })),
    total: list.value?.enrollments.length, error: list.error ?? read.error, loading: list.loading || read.loading,
    reload: list.error === undefined ? read.reload : list.reload,
  };
};
