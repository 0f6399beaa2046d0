import type { Source, WritableSource } from "../model.js";
import { patientSource } from "./patient.js";

/** Types that both sides write. */
export const WRITABLE: readonly WritableSource[] = [patientSource];

/** Everything that is made of the platform's rows, but Observations. */
export const SOURCES: readonly Source[] = [...WRITABLE];
