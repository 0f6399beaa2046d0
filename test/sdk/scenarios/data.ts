import { AbortError } from "@vitaledge/sdk";
import { check, equal, failureOf } from "./scene.js";
import type { Scenario } from "./scene.js";
import { signIn } from "./session.js";

const born = { birthDate: "1950-01-01" };
const reading = (patientId: string, value: number, minute: number) => ({
  patientId, metricDefinitionId: "metric_bp_systolic", value, unit: "mmHg", source: "DEVICE" as const,
  recordedAt: new Date(Math.floor(Date.now() / 60_000) * 60_000 - (minute + 60) * 60_000).toISOString(),
});

export const DATA: readonly Scenario[] = [
  {
    name: "pages give every row once, also where one is added between", mock: true,
    async run(scene) {
      const ve = await signIn(scene);
      const made: string[] = [];
      for (const name of ["A", "B", "C", "D", "E"]) made.push((await ve.patients.create({ firstName: "Maria", lastName: `Paged ${name}`, ...born })).id);
      const seen: string[] = [];
      for await (const page of ve.patients.list({ limit: 2 }).pages()) {
        if (seen.length === 2) await ve.patients.create({ firstName: "Zoe", lastName: "Zzz", ...born });
        seen.push(...page.data.map(({ id }) => id));
      }
      equal(made.filter((id) => !seen.includes(id)), [], "rows that were lost");
      equal(new Set(seen).size, seen.length, "rows, each once");
    },
  },
  {
    name: "the same reading twice is one, and another value is refused", mock: true,
    async run(scene) {
      const ve = await signIn(scene);
      const { id } = await ve.patients.create({ firstName: "Maria", lastName: "Reading", ...born });
      const first = await ve.observations.create(reading(id, 120, 1));
      equal((await ve.observations.create(reading(id, 120, 1))).id, first.id, "the reading again");
      const other = await ve.observations.create(reading(id, 130, 1)).safe();
      check(!other.ok, "another value is an error");
      equal(other.error.toJSON()["code"], "observation_conflict", "the code");
    },
  },
  {
    name: "createMany reports each row in order", mock: true,
    async run(scene) {
      const ve = await signIn(scene);
      const { id } = await ve.patients.create({ firstName: "Maria", lastName: "Many", ...born });
      const rows = [reading(id, 120, 2), reading("patient_nobody", 121, 3), reading(id, 122, 4)];
      const report = await ve.observations.createMany(rows, { chunk: 2 });
      equal([report.created, report.rejected], [2, 1], "created and rejected");
    },
  },
  {
    name: "a download is held against its digest", mock: true,
    async run(scene) {
      const ve = await signIn(scene);
      let bytes = 0;
      for await (const piece of ve.billing.export(new Date().toISOString().slice(0, 7), { format: "csv" })) bytes += piece.length;
      check(bytes > 0, "there are bytes");
    },
  },
  {
    name: "a call is lazy, and an abort ends it", mock: true,
    async run(scene) {
      const ve = await signIn(scene);
      const error = await failureOf(ve.patients.list({}, { signal: AbortSignal.abort() }).page());
      check(error instanceof AbortError, "it is an AbortError");
      const { data, response, requestId } = await ve.auth.me().withResponse();
      check(data.email === scene.email && response.status === 200 && requestId !== undefined, "withResponse tells all");
    },
  },
];
