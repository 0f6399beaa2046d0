import type { Context, Run } from "../context.js";
import { importingEnrollments } from "../import/enrollments.js";
import type { Importing } from "../import/importing.js";
import { Names } from "../import/names.js";
import { importingObservations } from "../import/observations.js";
import { importingPatients } from "../import/patients.js";
import { runImport } from "../import/run.js";
import type { ImportOptions } from "../import/run.js";

export const importObservations = imports((context) => importingObservations(context.client(), namesOf(context), context.signal));
export const importPatients = imports((context) => importingPatients(context.client(), context.signal));
export const importEnrollments = imports((context) => importingEnrollments(context.client(), namesOf(context), context.signal));

function imports(choose: (context: Context) => Importing): Run<ImportOptions> {
  return (context, options, [file = "-"]) => runImport(context, choose(context), options, [file]);
}

function namesOf(context: Context): Names {
  return new Names(context.client(), context.signal);
}
