import { addDays, instantAt, type LocalDate } from "../platform/civil.js";
import type { ObservationInput } from "../features/observations/reading.js";
import type { MadeUpPatient } from "./made-up-people.js";

type Kind = { metric: string; unit: string; mean: number; spread: number; step: number; low: number; high: number };

const KINDS: Record<MadeUpPatient["condition"]["metrics"][number], readonly Kind[]> = {
  bp: [
    { metric: "metric_bp_systolic", unit: "mmHg", mean: 132, spread: 11, step: 1, low: 80, high: 215 },
    { metric: "metric_bp_diastolic", unit: "mmHg", mean: 80, spread: 7, step: 1, low: 45, high: 130 },
    { metric: "metric_heart_rate", unit: "bpm", mean: 74, spread: 9, step: 1, low: 42, high: 140 },
  ],
  weight: [{ metric: "metric_weight", unit: "kg", mean: 84, spread: 0.5, step: 0.1, low: 45, high: 160 }],
  spo2: [{ metric: "metric_spo2", unit: "%", mean: 95.5, spread: 1.3, step: 1, low: 84, high: 100 }],
  glucose: [{ metric: "metric_glucose_fingerstick", unit: "mg/dL", mean: 138, spread: 32, step: 1, low: 48, high: 380 }],
};

const measure = ({ random, burden }: MadeUpPatient, kind: Kind): number => {
  const raw = random.normal(kind.mean + burden * kind.spread * (kind.metric === "metric_spo2" ? -1 : 1), kind.spread);
  const stepped = Math.round(raw / kind.step) * kind.step;
  return Number(Math.min(kind.high, Math.max(kind.low, stepped)).toFixed(1));
};

type Span = { from: LocalDate; to: LocalDate; zone: string; until: Date };

/** A device's readings of some months, a morning each day that the patient thinks of it. */
export const simulateReadings = (patient: MadeUpPatient, patientId: string, deviceId: string, { from, to, zone, until }: Span): ObservationInput[] => {
  const readings: ObservationInput[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (!patient.random.chance(patient.adherence)) continue;
    const minute = String(patient.random.whole(0, 59)).padStart(2, "0");
    const recordedAt = instantAt(day, `0${patient.random.whole(6, 9)}:${minute}`, zone);
    if (recordedAt > until) continue;
    for (const kind of patient.condition.metrics.flatMap((metric) => KINDS[metric])) {
      readings.push({
        patientId, deviceId, metricDefinitionId: kind.metric, value: measure(patient, kind), unit: kind.unit,
        source: "DEVICE", recordedAt: recordedAt.toISOString(),
      });
    }
  }
  return readings;
};
