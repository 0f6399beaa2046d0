import type { Command } from "commander";
import type { Start } from "../run.js";

export function declareDoctor(doctor: Command, start: Start): void {
  doctor
    .option("--report <file>", "write what was found as JSON, for whoever helps: no health data, no secret, no address but the API's")
    .action(start(async () => (await import("../doctor/doctor.js")).examine));
}
