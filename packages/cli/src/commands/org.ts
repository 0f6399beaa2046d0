import type { Command } from "commander";
import { addListFlags, toCode, toMonth } from "../flags.js";
import type { Start } from "../run.js";
import { actionsOf, addFields } from "./declare.js";
import { declareIntegrations } from "./integrations.js";

const PRICES = { charges: "the practice's own prices, which are the money on claims", fees: "the amounts that estimates are made with" } as const;
const ROLES = "OWNER, ADMIN, CLINICIAN, CARE_MANAGER, BILLER, DEVICE or AUDITOR";

export function declareOrg(org: Command, start: Start): void {
  const action = actionsOf(start, () => import("./org-runs.js"));
  addListFlags(org.command("list").description("list the organizations you are a member of")).action(action(({ list }) => list));
  org.command("get").description("get an organization").argument("[id]", "(the one you act for)").action(action(({ get }) => get));
  addFields(org.command("create").description("found an organization; needs name and timezone, and you are its owner")).action(action(({ create }) => create));
  addFields(org.command("set").description("change what is named, as npi=1234567893 sessionPolicy.requireMfa=true")).action(action(({ set }) => set));
  declarePeople(org, start);
  declareIntegrations(org, start);
  declareDecisions(org, start);
}

function declarePeople(org: Command, start: Start): void {
  const action = actionsOf(start, () => import("./org-people.js"));
  const members = org.command("members").description("who belongs to the organization");
  addListFlags(members.command("list").description("list members")).action(action(({ listMembers }) => listMembers));
  members.command("set-role").description("give a member another role").argument("<user>").argument("<role>", ROLES, toCode).action(action(({ setRole }) => setRole));
  members.command("remove").description("remove a member; asks first").argument("<user>").action(action(({ removeMember }) => removeMember));
  org.command("invite").description("invite somebody; the link is shown once").argument("<email>")
    .requiredOption("--role <code>", ROLES, toCode).action(action(({ invite }) => invite));
  const invitations = org.command("invitations").description("invitations that nobody has accepted yet");
  addListFlags(invitations.command("list").description("list invitations")).action(action(({ listInvitations }) => listInvitations));
  invitations.command("withdraw").description("withdraw an invitation: its link does nothing any more").argument("<id>").action(action(({ withdraw }) => withdraw));
}

function declareDecisions(org: Command, start: Start): void {
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
