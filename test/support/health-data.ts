import { OPERATIONS, type OperationId } from "@vitaledge/contract";
import { PHI_PATHS, type PhiPaths } from "../../packages/contract/generated/phi-paths.js";

type Part = keyof PhiPaths;

const scalarsOf = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(scalarsOf) : value === null || value === undefined ? [] : [value];

/** The values that stand at a path as `data[*].address.city`; of a map all of it. */
const valuesAt = (value: unknown, steps: readonly string[]): unknown[] => {
  const [step, ...rest] = steps;
  if (step === undefined) return scalarsOf(value);
  if (typeof value !== "object" || value === null) return [];
  if (step === "[*]") return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  return valuesAt((value as Record<string, unknown>)[step], rest);
};

/** A log line may hold short words and whole numbers of its own, and ids. */
const isTelling = (value: unknown): boolean => {
  const text = String(value);
  return text.length >= 6 && !/^(-?\d{1,9}|[a-z]+_[a-z0-9]{26})$/.test(text);
};

/** Gathers the health data of all that was sent and answered, and which of the contract's places it was seen in. */
export const makeHarvest = () => {
  const values = new Set<string>();
  const seen = new Set<string>();
  return {
    values,
    take(id: OperationId, part: Part, body: unknown): void {
      for (const path of PHI_PATHS[id][part]) {
        const found = valuesAt(body, path.replaceAll("[*]", ".[*]").split("."));
        if (found.length) seen.add(`${id} ${part} ${path}`);
        for (const value of found.filter(isTelling)) values.add(String(value));
      }
    },
    /** Places that hold health data by the contract and were never met: seed them in test/support/marked-bodies.ts. */
    missed: (): string[] =>
      (Object.keys(OPERATIONS) as OperationId[]).flatMap((id) =>
        (["query", "request", "answer"] as const).flatMap((part) => PHI_PATHS[id][part].map((path) => `${id} ${part} ${path}`)))
        .filter((place) => !seen.has(place)),
  };
};
