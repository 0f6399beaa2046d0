import type { BodyOf } from "@vitaledge/sdk";
import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { readJson } from "../input/fields.js";
import { printAnswer } from "../output/print.js";
import { UsageError } from "../usage-error.js";

type Options = {
  patient?: string; metric?: string; value?: number; unit?: string; source?: string; recordedAt?: string; device?: string;
  enrollment?: string; externalId?: string; input?: string;
};
type Body = BodyOf<"recordObservation">;

export const createObservation: Run<Options> = async (context, options) => {
  const body = options.input === undefined ? composeBody(options) : ((await readJson(context, options.input)) as Body);
  const observation = await context.client().observations.create(body, { signal: context.signal });
  await printAnswer(context, observation, COLUMNS["observations create"]);
  return EXIT.done;
};

function composeBody(options: Options): Body {
  const { patient, metric, value, unit, source = "MANUAL", recordedAt, device, enrollment, externalId } = options;
  if (metric === undefined || value === undefined || unit === undefined || (patient ?? device) === undefined) {
    throw new UsageError("An observation needs --metric, --value, --unit, and --patient or --device.", "Or give it whole with --input FILE.");
  }
  return {
    metricDefinitionId: metric,
    value,
    unit,
    source: source as Body["source"],
    recordedAt: recordedAt ?? new Date().toISOString(),
    ...(patient !== undefined && { patientId: patient }),
    ...(device !== undefined && { deviceId: device }),
    ...(enrollment !== undefined && { enrollmentId: enrollment }),
    ...(externalId !== undefined && { externalId }),
  } as Body;
}
