import type { Command } from "commander";

export function addImportFlags(command: Command): Command {
  return command.argument("<file>", "- is standard input")
    .option("--input-format <format>", "ndjson or csv, where the file's name does not say")
    .option("--resume", "go on after the last row that was answered; no row is sent twice")
    .option("--journal <file>", "where answered rows are kept (FILE.journal.ndjson)")
    .option("--rejects <file>", "where rejected rows go (FILE.rejects.ndjson)");
}
