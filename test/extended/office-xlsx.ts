import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportXlsx } from "../../packages/server/src/features/billing/export/xlsx.js";
import { exampleLines } from "../support/billing-example.js";
import { FORMULAS } from "../support/formulas.js";
import { program } from "./needs.js";
import { runProgram } from "./part.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

async function* hostileLines() {
  const [, line] = exampleLines();
  for (const text of FORMULAS) yield { ...line!, units: 3, firstName: text, lastName: text, payer: text, memberId: text };
}

export const officeXlsx: Part = {
  name: "office-xlsx",
  shows: "LibreOffice opens a workbook of hostile names and finds no formula in it: every name is a text, every number a number",
  needs: [program("soffice", "libreoffice-calc")],
  async run() {
    const directory = await mkdtemp(join(tmpdir(), "vitaledge-office-"));
    try {
      const parts: Uint8Array[] = [];
      for await (const part of exportXlsx(hostileLines())) parts.push(part);
      await writeFile(join(directory, "export.xlsx"), Buffer.concat(parts));
      runProgram("soffice", [
        `-env:UserInstallation=file://${directory}/profile`, "--headless", "--convert-to", "fods", "--outdir", directory, join(directory, "export.xlsx"),
      ], { environment: { HOME: directory } });
      const opened = await readFile(join(directory, "export.fods"), "utf8");
      expect(!/table:formula=/.test(opened), "no cell of the workbook is a formula");
      expect(opened.match(/office:value="3"/g)?.length === FORMULAS.length, "units are numbers");
      expect(opened.match(/office:value="75"/g)?.length === FORMULAS.length, "charges are numbers");
      expect(opened.includes("=1+1"), "the names are there");
      expect(!/xlink:href="http/.test(opened), "no cell is a link");
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};
