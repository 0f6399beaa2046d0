import { Option, type Command } from "commander";
import { contractFile } from "../platform/contract-file.js";

export const registerOpenApi = (program: Command): void => {
  program.command("openapi")
    .description("print the contract that this server keeps")
    .addOption(new Option("--format <format>", "the form").choices(["yaml", "json"]).default("yaml"))
    .action(({ format }: { format: "yaml" | "json" }) => void process.stdout.write(contractFile(`openapi.${format}`)));
};
