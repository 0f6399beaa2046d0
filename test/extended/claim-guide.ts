import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foreignProgram } from "./needs.js";
import { runProgram } from "./part.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const SAMPLES = new URL("../data/837/", import.meta.url);

export const claimGuide: Part = {
  name: "claim-guide",
  shows: "pyx12, which knows every loop, segment and code of the guide 005010X222A1, accepts the claim files",
  needs: [foreignProgram("x12valid", "pyx12 of PyPI")],
  async run() {
    const directory = await mkdtemp(join(tmpdir(), "vitaledge-claims-"));
    const verdictOf = async (name: string, text: string): Promise<string> => {
      await writeFile(join(directory, name), text);
      // It ends with 1 whatever it found: what it says is what counts.
      return runProgram("/bin/sh", ["-c", 'x12valid "$1" 2>&1 || true', "sh", name], { cwd: directory });
    };
    try {
      const names = (await readdir(SAMPLES)).filter((name) => name.endsWith(".837"));
      expect(names.length >= 3, "there are samples");
      for (const name of names) {
        const text = await readFile(new URL(name, SAMPLES), "utf8");
        expect((await verdictOf(name, text)).trim() === `${name}: OK`, `${name} is accepted`);
        // The control: a file that breaks a rule of the guide, and none of X12, is refused.
        expect((await verdictOf(`control-${name}`, text.replace("DMG*D8*", "DMG*D6*"))).includes("Failure"), `${name} with a wrong code is refused`);
      }
      return `${names.length} files`;
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};
