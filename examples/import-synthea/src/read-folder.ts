import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isObservation, isPatient } from "./fhir.js";
import type { Bundle, Observation, Patient } from "./fhir.js";

/** A patient of a bundle with the observations that speak of it. */
export type PatientRecord = { patient: Patient; observations: Observation[] };

/** File after file, so that a folder of any size needs the memory of its largest bundle. */
export async function* readFolder(folder: string): AsyncGenerator<PatientRecord[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).toSorted();
  for (const name of names) {
    const parsed: unknown = JSON.parse(await readFile(join(folder, name), "utf8"));
    if (isBundle(parsed)) yield recordsOf(parsed);
  }
}

const isBundle = (value: unknown): value is Bundle =>
  typeof value === "object" && value !== null && (value as { resourceType?: unknown }).resourceType === "Bundle";

/** An observation names its patient by the entry's `fullUrl` or by `Patient/id`. */
const recordsOf = ({ entry = [] }: Bundle): PatientRecord[] => {
  const records: PatientRecord[] = [];
  const byReference = new Map<string, PatientRecord>();
  for (const { fullUrl, resource } of entry) {
    if (!isPatient(resource)) continue;
    const record = { patient: resource, observations: [] };
    records.push(record);
    if (fullUrl !== undefined) byReference.set(fullUrl, record);
    if (resource.id !== undefined) byReference.set(`Patient/${resource.id}`, record);
  }
  for (const { resource } of entry) {
    if (isObservation(resource)) byReference.get(resource.subject?.reference ?? "")?.observations.push(resource);
  }
  return records;
};
