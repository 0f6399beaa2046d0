import type { Command } from "commander";
import { addListFlags, toCode, toCodes } from "../flags.js";
import type { Start } from "../run.js";
import { actionsOf, addFields } from "./declare.js";

// What an organization sets up once: people, things and rules.

export function declarePractitioners(practitioners: Command, start: Start): void {
  const action = actionsOf(start, () => import("./practitioners-runs.js"));
  addListFlags(practitioners.command("list").description("list practitioners"))
    .option("--npi <npi>", "the one with this NPI").option("--active", "only those who are active")
    .action(action(({ list }) => list));
  practitioners.command("get").description("get a practitioner").argument("<id>").action(action(({ get }) => get));
  addFields(practitioners.command("create").description("add a practitioner; needs firstName, lastName and npi")).action(action(({ create }) => create));
  addFields(practitioners.command("update").description("change what is named").argument("<id>")).action(action(({ update }) => update));
}

export function declareDevices(devices: Command, start: Start): void {
  const action = actionsOf(start, () => import("./devices-runs.js"));
  addListFlags(devices.command("list").description("list devices"))
    .option("--patient <id>", "only those that this patient has").option("--serial <number>", "those with this serial number").option("--imei <imei>", "those with this IMEI")
    .option("--status <codes>", "ACTIVE, RETIRED, LOST, comma separated", toCodes)
    .action(action(({ list }) => list));
  devices.command("get").description("get a device").argument("<id>").action(action(({ get }) => get));
  addFields(devices.command("create").description("add a device; needs serialNumber and manufacturer")).action(action(({ create }) => create));
  addFields(devices.command("update").description("change what is named").argument("<id>")).action(action(({ update }) => update));
  devices.command("assign").description("its readings are this patient's").argument("<id>").argument("<patient>")
    .option("--from <time>", "from this time on (now)").action(action(({ assign }) => assign));
  devices.command("unassign").description("its readings are nobody's").argument("<id>")
    .option("--at <time>", "from this time on (now)").action(action(({ unassign }) => unassign));
}

export function declareMetrics(metrics: Command, start: Start): void {
  const action = actionsOf(start, () => import("./metrics-runs.js"));
  addListFlags(metrics.command("list").description("list metric definitions"))
    .option("--program <code>", "only those of this program, as RPM", toCode).option("--category <name>", "only those of this category")
    .action(action(({ list }) => list));
  metrics.command("get").description("get a metric definition").argument("<id>").action(action(({ get }) => get));
  addFields(metrics.command("create").description("add a metric of your own; needs code, name, unit and programs")).action(action(({ create }) => create));
  addFields(metrics.command("update").description("change what is named of a metric of your own").argument("<id>")).action(action(({ update }) => update));
}

export function declareRules(rules: Command, start: Start): void {
  const action = actionsOf(start, () => import("./alert-rules-runs.js"));
  addListFlags(rules.command("list").description("list alert rules"))
    .option("--metric <id>", "only those of this metric").option("--patient <id>", "only those of this patient")
    .option("--program <code>", "only those of this program, as RPM", toCode).option("--enabled", "only those that are in force")
    .action(action(({ list }) => list));
  rules.command("get").description("get an alert rule").argument("<id>").action(action(({ get }) => get));
  addFields(rules.command("create").description("add a rule; needs metricDefinitionId, condition and severity")).action(action(({ create }) => create));
  addFields(rules.command("update").description("change what is named").argument("<id>")).action(action(({ update }) => update));
  rules.command("delete").description("delete a rule of your own; asks first").argument("<id>").action(action(({ remove }) => remove));
}
