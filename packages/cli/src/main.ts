#!/usr/bin/env node
import { VERSION } from "./version.js";

const argv = process.argv.slice(2);

// The version needs nothing else, so nothing else is loaded for it.
if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
  process.stdout.write(`${VERSION}\n`);
} else {
  const { runProgram } = await import("./program.js");
  await runProgram(argv, VERSION);
}
