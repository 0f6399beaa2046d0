import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { watchPage } from "../browser.js";
import { expect } from "../smoke.js";

export type Watched = { page: Page; /** Throws what the page did that it must not. */ judge(): void; close(): Promise<void> };

/** The browser's own word of an answer that is no success: scenes bring those about. */
const OF_AN_ANSWER = /^it said Failed to load resource/;

/** A page with a session of its own. */
export const openPage = async (browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Watched> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US", ...options });
  const page = await context.newPage();
  // Of a machine that does other things as well.
  page.setDefaultTimeout(60_000);
  const noted = await watchPage(page, url);
  await page.goto(url);
  const judge = (): void => {
    const faults = noted.filter((fault) => !OF_AN_ANSWER.test(fault));
    expect(faults.length === 0, `the page keeps to its origin and its policy: ${faults.join("; ")}`);
  };
  return { page, judge, close: () => context.close() };
};

export const signIn = async (page: Page, { email, password }: { email: string; password: string }): Promise<void> => {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
};
