// Writes the tables of docs/operations.md that the program itself is the source of.
import { readFileSync, writeFileSync } from "node:fs";
import { fillTables } from "./src/handbook.js";

const page = new URL("../../docs/operations.md", import.meta.url);
writeFileSync(page, fillTables(readFileSync(page, "utf8")));
