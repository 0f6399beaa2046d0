import type { Browser, Page } from "playwright-core";
import { DEMONSTRATION } from "../../../packages/server/src/demo/demonstration-accounts.js";
import { expect } from "../smoke.js";
import { checkWithAxe } from "./axe.js";
import { openPage, signIn } from "./browser.js";
import type { BoardStage } from "./stage.js";

export type Scene = { stage: BoardStage; browser: Browser; axe: string; picture: (name: string) => string };

const MINUTE = 60_000;
/** Pixels of the first chart that are not blank. */
const INKED = `(() => {
  const canvas = document.querySelector(".chart canvas");
  return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.filter((value, index) => index % 4 === 3 && value > 0).length;
})()`;

const row = (page: Page, title: string) => page.locator(".row", { hasText: title });

/** Nothing of a patient is left where others read it. */
const expectNoTrace = async (page: Page): Promise<void> => {
  const traces: string = await page.evaluate("JSON.stringify([location.href, document.title, { ...localStorage }, { ...sessionStorage }, history.state, document.cookie])");
  expect(!/patient_|alert_|eyJ|MRN-/.test(traces), `address, title and storage hold neither tokens nor patients: ${traces}`);
};

const withPage = async ({ browser, stage }: Scene, work: (page: Page) => Promise<void>, options = {}): Promise<void> => {
  const { page, judge, close } = await openPage(browser, stage.url, options);
  try {
    await work(page);
    judge();
  } finally {
    await close();
  }
};

const atTheDesk = (scene: Scene, work: (page: Page) => Promise<void>, options = {}): Promise<void> =>
  withPage(scene, async (page) => {
    await signIn(page, scene.stage.account);
    await page.locator(".row").first().waitFor();
    await work(page);
  }, options);

const signInAsksForTheCode = (scene: Scene): Promise<void> =>
  withPage(scene, async (page) => {
    await checkWithAxe(page, scene.axe, "sign-in");
    await signIn(page, { ...scene.stage.account, password: "not the password" });
    await page.getByRole("alert").getByText("Request id").waitFor();
    await signIn(page, scene.stage.guarded);
    await page.getByLabel("Code of your authenticator").fill(scene.stage.guarded.code());
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Triage queue" }).waitFor();
  });

/** A reading from elsewhere, without a touch of the page. */
const anAlertAppearsLive = (scene: Scene): Promise<void> =>
  atTheDesk(scene, async (page) => {
    await page.locator('[data-line="live"]').waitFor();
    const before = await page.locator(".row").count();
    const { patientId } = DEMONSTRATION;
    await scene.stage.elsewhere.observations.create({
      patientId, metricDefinitionId: "metric_bp_systolic", value: 196, unit: "mmHg", source: "DEVICE", recordedAt: new Date(Date.now() - MINUTE).toISOString(),
    });
    await page.locator(".row .fresh").first().waitFor();
    await page.getByRole("status").filter({ hasText: "New alert, " }).waitFor({ state: "attached" });
    expect((await page.locator(".row").count()) >= before, "the queue has the new alert beside those before");
    await checkWithAxe(page, scene.axe, "queue");
    await page.mouse.move(0, 0);
    await page.screenshot({ path: scene.picture("board-queue") });
  });

const thePatientsTrendsAreDrawn = (scene: Scene): Promise<void> =>
  atTheDesk(scene, async (page) => {
    await row(page, "Systolic").first().locator(".row-open").click();
    await page.locator(".chart canvas").first().waitFor();
    const inked: number = await page.evaluate(INKED);
    expect(inked > 1_000, `the chart has lines (${inked} pixels)`);
    await page.getByText("As a table").first().click();
    expect((await page.locator(".trend table tbody tr").count()) > 5, "the chart's table has the same days");
    await page.getByText("As a table").first().click();
    await page.locator(".readiness").first().waitFor();
    await page.getByLabel("Open alerts").getByRole("button").first().click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect((await page.locator(".patient").count()) === 1, "Escape closes the dialog alone");
    await checkWithAxe(page, scene.axe, "patient");
    await page.locator(".chart canvas").first().waitFor();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: scene.picture("board-patient") });
    await expectNoTrace(page);
    await page.reload();
    await page.getByLabel("Password").waitFor();
  });

/** From the queue to the log of time without a pointer. */
const anAlertIsResolvedByKeyboard = (scene: Scene): Promise<void> =>
  atTheDesk(scene, async (page) => {
    for (let steps = 0; (await page.locator(".row-open:focus").count()) === 0; steps += 1) {
      expect(steps < 12, "Tab comes to the queue");
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("ArrowDown");
    const title = (await page.locator(".row:focus-within .row-title").textContent()) ?? "";
    const name = (await page.locator(".row:focus-within .row-name").textContent()) ?? "";
    const before = await page.locator(".row").count();
    await page.keyboard.press("r");
    await page.getByRole("dialog", { name: "Resolve the alert" }).waitFor();
    await page.keyboard.press("Escape");
    expect((await page.locator(".row-open:focus").count()) === 1, "Escape closes the dialog and the focus is back in the queue");
    await page.keyboard.press("r");
    await checkWithAxe(page, scene.axe, "dialog");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Spoke with the patient, who sat down and measured again.");
    await page.keyboard.press("Tab");
    await page.keyboard.type("7");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.locator(".row").nth(before - 1).waitFor({ state: "detached" });
    expect((await page.locator(".row-open:focus").count()) === 1, "the focus goes on in the queue");
    const entries = await scene.stage.elsewhere.timeEntries.list().toArray({ limit: 500 });
    expect(entries.some(({ durationSeconds, alertId }) => durationSeconds === 420 && alertId !== null), `seven minutes are logged with the alert ${title} of ${name}`);
  });

const theMonthIsBars = (scene: Scene): Promise<void> =>
  atTheDesk(scene, async (page) => {
    await page.getByRole("link", { name: "Month" }).click();
    await page.getByRole("progressbar", { name: "Minutes of care" }).nth(11).waitFor();
    await page.getByRole("button", { name: /^Show 12 more/ }).click();
    await page.getByRole("progressbar", { name: "Days with readings" }).nth(23).waitFor();
    await page.getByRole("button", { name: "Earlier" }).click();
    await page.getByRole("progressbar", { name: "Days with readings" }).nth(11).waitFor();
    await checkWithAxe(page, scene.axe, "month");
  });

/** Ended from elsewhere: the same person goes on with the same patient. */
const anEndedSessionComesBackToItsPlace = (scene: Scene): Promise<void> =>
  atTheDesk(scene, async (page) => {
    await page.locator(".row-open").nth(1).click();
    // Until the name has come, the heading says what will stand there.
    const name = await page.locator(".patient h1").filter({ hasNotText: /^Patient$/ }).textContent();
    await page.locator(".chart canvas").first().waitFor();
    await scene.stage.endSessions();
    await page.getByLabel("7 days").click();
    await page.getByText("Your session has ended.").waitFor();
    expect((await page.locator(".patient").count()) === 0, "the ended session shows no patient");
    await signIn(page, scene.stage.account);
    await page.locator(".patient h1", { hasText: name ?? "" }).waitFor();
  });

const aFailureNamesTheNextStep = (scene: Scene): Promise<void> =>
  withPage(scene, async (page) => {
    const problem = { type: "about:blank", title: "Internal error", status: 500, code: "internal_error", detail: "The error is on our side.", requestId: "req_of_the_scene", instance: "urn:vitaledge:request:req_of_the_scene" };
    await page.route("**/api/alerts/triage*", (route) => route.fulfill({ status: 500, contentType: "application/problem+json", headers: { "X-Request-ID": problem.requestId }, body: JSON.stringify(problem) }));
    await signIn(page, scene.stage.account);
    const note = page.getByRole("alert").filter({ hasText: problem.requestId });
    await note.getByText("quote the request id").waitFor();
    await checkWithAxe(page, scene.axe, "failure");
    await page.unroute("**/api/alerts/triage*");
    await note.getByRole("button", { name: "Try again" }).click();
    await page.locator(".row").first().waitFor();
    await note.waitFor({ state: "detached" });
  });

/** The other has no patient yet. */
const anotherOrganizationIsChosen = async (scene: Scene): Promise<void> => {
  await scene.stage.elsewhere.auth.login(scene.stage.account);
  await scene.stage.elsewhere.organizations.create({ name: "Hillside Clinic", timezone: "America/Chicago" });
  await withPage(scene, async (page) => {
    await signIn(page, scene.stage.account);
    await page.getByRole("combobox", { name: "Organization" }).selectOption({ label: "Hillside Clinic" });
    await page.getByText("Nobody waits").waitFor();
    await page.getByRole("link", { name: "Month" }).click();
    await page.getByText("No open enrollment").waitFor();
    await page.getByRole("combobox", { name: "Organization" }).selectOption({ label: "Riverside Demonstration Clinic" });
    await page.locator(".row").first().waitFor();
  });
};

const offlineIsSaid = (scene: Scene): Promise<void> =>
  atTheDesk(scene, async (page) => {
    await page.context().setOffline(true);
    await page.getByText("You are offline.").waitFor();
    await page.context().setOffline(false);
    await page.getByText("You are offline.").waitFor({ state: "detached" });
  });

const aPhoneNeedsNoSidewaysScroll = (scene: Scene): Promise<void> =>
  atTheDesk(scene, async (page) => {
    const expectFits = async (where: string): Promise<void> => {
      const [wide, seen] = (await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")) as [number, number];
      expect(wide <= seen, `the ${where} fits a phone (${wide} of ${seen})`);
    };
    await expectFits("queue");
    await page.mouse.move(0, 0);
    await page.screenshot({ path: scene.picture("board-phone-dark") });
    await page.locator(".row-open").first().click();
    await page.locator(".chart canvas").first().waitFor();
    await page.locator(".readiness").first().waitFor();
    await expectFits("patient");
    await page.getByRole("link", { name: "Month" }).click();
    await page.locator(".months .readiness").first().waitFor();
    await expectFits("month");
  }, { viewport: { width: 360, height: 740 }, colorScheme: "dark", reducedMotion: "reduce" });

/** In this order: each leaves a queue to the next. */
export const SCENES = [
  signInAsksForTheCode, anAlertAppearsLive, thePatientsTrendsAreDrawn, anAlertIsResolvedByKeyboard, theMonthIsBars, aFailureNamesTheNextStep, offlineIsSaid,
  aPhoneNeedsNoSidewaysScroll, anEndedSessionComesBackToItsPlace, anotherOrganizationIsChosen,
];
