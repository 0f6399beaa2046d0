import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { program } from "./needs.js";

const CHROMIUM = "/usr/bin/chromium";

export const BROWSER = program("chromium", "chromium");

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });

/** Everything that a page of ours may not do: ask another origin, break its policy, throw, write an error to the console. */
export const watchPage = async (page: Page, origin: string): Promise<string[]> => {
  const faults: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`) && !/^(data|blob):/.test(request.url())) faults.push(`it asked ${request.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`it threw ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`it said ${message.text()}`);
  });
  await page.exposeFunction("tellViolation", (directive: string, blocked: string) => {
    // Whether code may be made of text is tried by a library; that it may not is what the policy is for.
    if (blocked !== "eval") faults.push(`the policy refused ${directive} ${blocked}`);
  });
  await page.addInitScript("document.addEventListener('securitypolicyviolation', (event) => tellViolation(event.violatedDirective, event.blockedURI))");
  return faults;
};
