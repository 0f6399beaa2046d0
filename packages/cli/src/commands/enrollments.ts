import type { Command } from "commander";
import { addListFlags } from "../flags.js";
import type { Start } from "../run.js";

export function declareEnrollments(program: Command, start: Start): void {
  const enrollments = program.command("enrollments").description("enrollments of patients in programs");
  addListFlags(enrollments.command("list").description("list enrollments"))
    .option("--patient <id>", "only those of this patient")
    .option("--program <code>", "only those of this program, as RPM")
    .option("--status <codes>", "PENDING, ACTIVE, PAUSED, ENDED, comma separated")
    .action(start(async () => (await import("./enrollments-list.js")).listEnrollments));
}
