import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "@vitaledge/server";
import { seedDemonstration } from "../../packages/server/src/demo/seed.js";
import { makeWatchedDirectory } from "../support/cluster.js";
import { BROWSER, openBrowser, watchPage } from "./browser.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const PICTURE = fileURLToPath(new URL("../../docs/evidence/reference-page.png", import.meta.url));

export const browserDocs: Part = {
  name: "reference-page",
  shows: "/docs in Chromium: an operation is found, a real request is sent with the demonstration's token, and nothing leaves the origin or breaks the policy",
  needs: [BROWSER],
  pages: ["reference-page.png"],
  async run() {
    const { directory, remove } = await makeWatchedDirectory();
    const server = await createServer({ settings: { PORT: "0", VITALEDGE_DATA_DIR: join(directory, "data"), VITALEDGE_LOG_LEVEL: "silent" }, demonstration: true });
    const browser = await openBrowser();
    try {
      await seedDemonstration(server.deps);
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const faults = await watchPage(page, server.url);
      await page.goto(`${server.url}/docs`);
      await page.getByText("Patients", { exact: true }).first().click();
      await page.getByText("List patients").first().click();
      const operation = page.locator("section", { hasText: "List patients" }).last();
      await operation.getByText("ve.patients.list").first().waitFor();
      await page.waitForTimeout(500);
      await page.screenshot({ path: PICTURE });
      const answered = page.waitForResponse((response) => new URL(response.url()).pathname === "/api/patients");
      await operation.getByRole("button", { name: /Test Request/ }).first().click();
      await page.getByRole("button", { name: "Send" }).first().click();
      expect((await answered).status() === 200, "the request that was tried is answered with patients");
      await page.getByText("200 OK").first().waitFor();
      expect(faults.length === 0, `the page keeps to its origin and its policy, but ${faults[0]}`);
    } finally {
      await browser.close();
      await server.close();
      await remove();
    }
  },
};
