import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "../smoke.js";

export const startBrowser = (): Promise<Browser> => chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

export type Watched = { page: Page; /** Throws what the page did that it must not. */ judge(): void; close(): Promise<void> };

/** A page of its own session; what it asks of other origins and what its policy refuses is noted. */
export const openPage = async (browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Watched> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US", ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.setDefaultTimeout(15_000);
  page.on("request", (request) => void (new URL(request.url()).origin === url || faults.push(`it asked ${new URL(request.url()).origin}`)));
  page.on("pageerror", (error) => void faults.push(`it threw ${error.message}`));
  page.on("console", (message) => void (/Content Security Policy|Trusted/i.test(message.text()) && faults.push(message.text())));
  await page.goto(url);
  const judge = (): void => expect(faults.length === 0, `the page keeps to its origin and its policy: ${faults.join("; ")}`);
  return { page, judge, close: () => context.close() };
};

export const signIn = async (page: Page, { email, password }: { email: string; password: string }): Promise<void> => {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
};
