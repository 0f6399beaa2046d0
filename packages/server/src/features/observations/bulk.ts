import { OPERATIONS } from "@vitaledge/contract";
import { schemas } from "@vitaledge/contract/validators";
import type { components } from "@vitaledge/contract/schema";
import { ProblemError, fail } from "../../http/problem.js";
import { PROBLEMS } from "../../http/problems.js";
import { expectStorable, expectValid } from "../../http/validate.js";
import { placesByPatient } from "./by-patient.js";
import type { ObservationInput, Outcome, Recordable } from "./reading.js";
import type { Recorder } from "./observations.writer.js";

type BulkAnswer = components["schemas"]["ObservationBulkResult"];
type Item = BulkAnswer["results"][number];

export const MOST_ITEMS = 5000;

/** Lines of NDJSON that are not blank; one that is no JSON is a problem of its own. */
const itemsOfLines = (text: string): unknown[] =>
  text.split(/\r?\n/).filter((line) => line.trim() !== "").map((line) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      return new ProblemError("invalid_json", { detail: "The line is not JSON." });
    }
  });

export const itemsOf = (body: { observations: readonly unknown[] } | string): readonly unknown[] => {
  const items = typeof body === "string" ? itemsOfLines(body) : body.observations;
  if (items.length > MOST_ITEMS) fail("payload_too_large", { detail: `At most ${MOST_ITEMS} readings a request. Send the rest in another.` });
  return items;
};

const check = (item: unknown): ObservationInput | ProblemError => {
  if (item instanceof ProblemError) return item;
  try {
    expectStorable(item, "");
    expectValid(schemas.ObservationInput, item, "", OPERATIONS.recordObservation);
    return item as ObservationInput;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
};

/** Each item is stored or refused by itself; what is answered as created is committed. */
export const recordItems = async (recorder: Recorder, organizationId: string, items: readonly unknown[], of: Omit<Recordable, "input">): Promise<BulkAnswer> => {
  const checked = items.map(check);
  const sound = checked.flatMap((item): Recordable[] => (item instanceof ProblemError ? [] : [{ input: item, ...of }]));
  const places = placesByPatient(sound);
  const recorded = await recorder.recordMany(organizationId, places.map((place) => sound[place]!));
  const outcomes: Outcome[] = [];
  places.forEach((place, at) => (outcomes[place] = recorded[at]!));
  let next = 0;
  const results = checked.map((item, index) => resultOf(index, item instanceof ProblemError ? { kind: "rejected", problem: item } : outcomes[next++]!));
  const count = (status: Item["status"]): number => results.filter((result) => result.status === status).length;
  return {
    created: count("created"),
    duplicates: count("duplicate"),
    rejected: count("rejected"),
    notEvaluated: outcomes.filter((outcome) => outcome.kind === "created" && !outcome.row.evaluated).length,
    results,
  };
};

const resultOf = (index: number, outcome: Outcome): Item => {
  if (outcome.kind === "failed") throw outcome.error;
  if (outcome.kind === "replayed") throw new Error("a reading of a bulk has no key of its own");
  if (outcome.kind !== "rejected") return { index, id: outcome.row.id, status: outcome.kind };
  const { code, status, message, options } = outcome.problem;
  return { index, id: null, status: "rejected", problem: { title: PROBLEMS[code].title, status, detail: message, code, ...(options.errors && { errors: options.errors }), ...options.extra } } as Item;
};
