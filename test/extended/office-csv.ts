import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportCsv } from "../../packages/server/src/features/billing/export/csv.js";
import type { ClaimLine } from "../../packages/server/src/features/billing/lines.js";
import { FORMULAS } from "../support/formulas.js";
import { program } from "./needs.js";
import { runProgram } from "./part.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

async function* hostileLines(): AsyncGenerator<ClaimLine> {
  const base = { holds: [], modifiers: [], diagnoses: [], chargeCents: 5211, estimateCents: null, units: 3, lineId: "line_1" } as unknown as ClaimLine;
  for (const text of FORMULAS) yield { ...base, firstName: text, lastName: text, payer: text, memberId: text };
}

export const officeCsv: Part = {
  name: "office-csv",
  shows: "LibreOffice opens an export of hostile names and finds no formula in it: every name is a text, every number a number",
  needs: [program("soffice", "libreoffice-calc")],
  async run() {
    const directory = await mkdtemp(join(tmpdir(), "vitaledge-office-"));
    try {
      const file = join(directory, "export.csv");
      let text = "";
      for await (const part of exportCsv(hostileLines())) text += part;
      await writeFile(file, text);
      // The control: were formulas not run at all here, the export would prove nothing.
      await writeFile(join(directory, "control.csv"), "name\r\n=1+1\r\n");
      for (const name of ["export", "control"]) {
        // Comma, quote, UTF-8, from the first line, language of the system, and what looks like a formula is one.
        runProgram("soffice", [
          `-env:UserInstallation=file://${directory}/profile`, "--headless", "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,0,true,false",
          "--convert-to", "fods", "--outdir", directory, join(directory, `${name}.csv`),
        ], { environment: { HOME: directory } });
      }
      const control = await readFile(join(directory, "control.fods"), "utf8");
      expect(/table:formula=/.test(control), "this LibreOffice runs formulas of a CSV file");
      const opened = await readFile(join(directory, "export.fods"), "utf8");
      expect(!/table:formula=/.test(opened), "no cell of the export is a formula");
      expect(opened.match(/office:value="3"/g)?.length === FORMULAS.length, "units are numbers");
      expect(!/xlink:href="http/.test(opened), "no cell is a link");
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};
