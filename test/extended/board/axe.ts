import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "../smoke.js";
import { runFor } from "../part.js";

const INSTALL_SECONDS = 120;

/** axe-core is not ours to carry (MPL): it is installed for this run alone. */
export const fetchAxe = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "vitaledge-axe-"));
  try {
    const { code, output } = await runFor(INSTALL_SECONDS, "npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, "axe-core@4"], { cwd: folder });
    if (code !== 0) throw new Error(`npm install of axe-core failed: ${output.slice(-300)}`);
    return await readFile(join(folder, "node_modules/axe-core/axe.min.js"), "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

type Violation = { id: string; impact: string; nodes: { target: string[] }[] };

/** Nothing serious on the page as it stands, in light and in dark. */
export const checkWithAxe = async (page: Page, axe: string, where: string): Promise<void> => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const violations: Violation[] = await page.evaluate(`${axe};axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ target }) => ({ target })) })))`);
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.length === 0, `axe finds nothing serious in the ${where}, ${colorScheme}: ${serious.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(" ")}`).join("; ")}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
};
