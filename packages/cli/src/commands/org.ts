import type { Command } from "commander";
import { toMonth } from "../flags.js";
import type { Start } from "../run.js";

const PRICES = { charges: "the practice's own prices, which are the money on claims", fees: "the amounts that estimates are made with" } as const;

export function declareOrg(program: Command, start: Start): void {
  const org = program.command("org").description("what an organization has decided");
  org.command("settings").description("the billing settings of a month, or with --set new ones from a month on")
    .option("--month <month>", "as they are in this month, YYYY-MM (the current one)", toMonth)
    .option("--set <k=v...>", "as periodMode=CALENDAR_MONTH, caps.99458=3, interactiveKinds=CALL,VIDEO; what is not named stays as it is")
    .option("--from <month>", "with --set: the month from which they count", toMonth)
    .action(start(async () => (await import("./org-settings.js")).showOrSet));
  for (const [name, words] of Object.entries(PRICES) as [keyof typeof PRICES, string][]) {
    const prices = org.command(name).description(words);
    prices.command("show").description("all of them; with --format csv as a file that can be uploaded")
      .action(start(async () => (await import("./org-prices.js")).showPrices(name)));
    prices.command("upload").description("replace all of them with a file in CSV: code,effective_from,amount; asks first").argument("<file>", "- is standard input")
      .action(start(async () => (await import("./org-prices.js")).uploadPrices(name)));
  }
}
