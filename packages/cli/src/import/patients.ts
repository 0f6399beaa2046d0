import { ConflictError } from "@vitaledge/sdk";
import type { BodyOf, VitalEdge } from "@vitaledge/sdk";
import { CREATED, KNOWN, NOTHING, rejected, toRejection } from "./importing.js";
import type { Importing } from "./importing.js";
import type { Sent } from "./journal.js";
import { readTable } from "./rows.js";
import type { Body, Row, Table } from "./rows.js";

type Patient = BodyOf<"createPatient">;

const ADDRESS = ["line1", "city", "state", "postalCode"];

const TABLE: Table = {
  required: ["firstName", "lastName", "birthDate"],
  named: ["mrn", "externalId"],
  optional: ["sex", "phone", "email", ...ADDRESS, "timezone"],
  toBody(cells) {
    const { externalId, sex, ...more } = cells;
    const entries = Object.entries(more);
    const address = Object.fromEntries(entries.filter(([name]) => ADDRESS.includes(name)));
    return {
      ...Object.fromEntries(entries.filter(([name]) => !ADDRESS.includes(name))),
      ...(sex !== undefined && { sex: sex.toUpperCase() }),
      ...(Object.keys(address).length > 0 && { address }),
      ...(externalId !== undefined && { externalIds: [splitIdentifier(externalId)] }),
    };
  },
};

/** Who has the row's MRN, or one of its identifiers, is the row's patient and stays as is. */
export function importingPatients({ patients }: VitalEdge, signal: AbortSignal): Importing {
  const find = async (externalId: string): Promise<boolean> => (await patients.search({ externalId, limit: 1 }, { signal }).first()) !== undefined;
  const sendOne = async (row: Row, key: string): Promise<Sent> => {
    for (const identifier of identifiersOf(row.body)) if (await find(identifier)) return KNOWN;
    try {
      await patients.create(row.body as Patient, { signal, idempotencyKey: key });
      return CREATED;
    } catch (error) {
      if (error instanceof ConflictError && error.code === "mrn_taken") return KNOWN;
      return rejected(row, toRejection(error));
    }
  };
  return {
    what: "patients", rows: readTable(TABLE), chunk: 1, concurrency: 8,
    identify: ({ body }) => [...identifiersOf(body), ...(typeof body["mrn"] === "string" ? [body["mrn"]] : [])],
    prepare: async (row) => (isKnowable(row.body) ? row : { ...row, problem: { code: "invalid_request", detail: "It has neither mrn nor externalIds, so it could not be known again." } }),
    send: ([row], key) => (row === undefined ? Promise.resolve(NOTHING) : sendOne(row, key)),
  };
}

function isKnowable(body: Body): boolean {
  return typeof body["mrn"] === "string" || identifiersOf(body).length > 0;
}

/** As `system|value`. */
function identifiersOf({ externalIds }: Body): string[] {
  if (!Array.isArray(externalIds)) return [];
  return externalIds.flatMap((each: unknown) => {
    const { system, value } = (each ?? {}) as Record<string, unknown>;
    return typeof system === "string" && typeof value === "string" ? [`${system}|${value}`] : [];
  });
}

/** A value without a system is left for the server to refuse. */
function splitIdentifier(text: string): Body {
  const at = text.indexOf("|");
  return at < 0 ? { value: text } : { system: text.slice(0, at), value: text.slice(at + 1) };
}
