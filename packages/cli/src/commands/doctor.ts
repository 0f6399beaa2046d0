import type { Command } from "commander";
import type { Start } from "../run.js";

export function declareDoctor(program: Command, start: Start): void {
  program.command("doctor").description("look for what may be wrong here and on the way to the server; exit 8 where something is")
    .option("--report <file>", "write what was found as JSON, for whoever helps: no health data, no secret, no address but the API's")
    .action(start(async () => (await import("../doctor/doctor.js")).examine));
}
