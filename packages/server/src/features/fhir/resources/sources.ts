import type { Source, WritableSource } from "../model.js";
import { conditionSource } from "./condition.js";
import { consentSource } from "./consent.js";
import { deviceSource } from "./device.js";
import { patientSource } from "./patient.js";

/** Types that both sides write. */
export const WRITABLE: readonly WritableSource[] = [patientSource, deviceSource, conditionSource, consentSource];

/** Everything that is made of the platform's rows, but Observations. */
export const SOURCES: readonly Source[] = [...WRITABLE];
