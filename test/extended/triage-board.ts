import { fileURLToPath } from "node:url";
import { fetchAxe } from "./board/axe.js";
import { SCENES } from "./board/scenes.js";
import { setBoardStage } from "./board/stage.js";
import { BROWSER, openBrowser } from "./browser.js";
import { npmPackage } from "./needs.js";
import type { Part } from "./part.js";

export const triageBoard: Part = {
  name: "triage-board",
  shows: "the board at / in Chromium: sign-in with a code, live alerts, trends, resolving by keyboard, the month, a phone, dark; axe finds nothing serious, no request leaves the origin",
  needs: [BROWSER, npmPackage("axe-core")],
  pages: ["board-queue.png", "board-patient.png", "board-phone-dark.png"],
  async run() {
    const axe = await fetchAxe();
    const stage = await setBoardStage();
    const browser = await openBrowser();
    const picture = (name: string): string => fileURLToPath(new URL(`../../docs/evidence/${name}.png`, import.meta.url));
    try {
      for (const scene of SCENES) await scene({ stage, browser, axe, picture }).catch((error: unknown) => Promise.reject(new Error(`${scene.name}: ${String(error)}`)));
      return `${SCENES.length} scenes`;
    } finally {
      await browser.close();
      await stage.stop();
    }
  },
};
