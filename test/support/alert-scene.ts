import type { Actor } from "./actors.js";
import type { Answer } from "./call.js";

const MINUTE = 60_000;

/** A patient whose readings are sent by minutes after a start, and what alerts come of them. */
export type Scene = {
  patientId: string;
  at(minutes: number): string;
  send(value: number, minutes: number, more?: Record<string, unknown>): Promise<Answer>;
  alerts(query?: string): Promise<Answer["body"][]>;
};

export const makeScene = async (actor: () => Actor, start: Date, patient: Record<string, unknown> = {}): Promise<Scene> => {
  const made = await actor().call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01", ...patient });
  const patientId: string = made.body.id;
  const at = (minutes: number): string => new Date(start.getTime() + minutes * MINUTE).toISOString();
  return {
    patientId,
    at,
    send: (value, minutes, more = {}) =>
      actor().call("POST", "/api/observations", {
        patientId, metricDefinitionId: "metric_bp_systolic", value, unit: "mmHg", source: "DEVICE", recordedAt: at(minutes), ...more,
      }),
    alerts: async (query = "") => (await actor().call("GET", `/api/alerts?patientId=${patientId}${query}`)).body.data,
  };
};
