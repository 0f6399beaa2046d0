import { homedir } from "node:os";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { CONTRACT_VERSION } from "../generated/routes.js";
import { openFile, withSink } from "../output/file.js";
import { printJson } from "../output/json.js";
import { formatOf, printAnswer, printRows } from "../output/print.js";
import type { Finding } from "./finding.js";
import { checkKeyring, checkPermissions, checkProxy, checkRuntime } from "./here.js";
import { checkServer } from "./server.js";

type Options = { report?: string };

const COLUMNS = ["result", "check", "found", "advice"].map((path) => ({ path }));

export const examine: Run<Options> = async (context, { report }) => {
  const findings = [
    checkRuntime(context.environment), checkProxy(context.environment), await checkPermissions(context.places.directory), await checkKeyring(context),
    ...(await checkServer(context)),
  ].map(withoutHome);
  const answer = compose(context, findings);
  if (report !== undefined) await withSink(await openFile(report), (sink) => sink.write(printJson(answer)));
  if (formatOf(context) === "json") await printAnswer(context, answer, COLUMNS);
  else await printRows(context, findings, COLUMNS);
  return findings.some(({ result }) => result === "fail") ? EXIT.partial : EXIT.done;
};

/** Of addresses it has the API's alone; the home folder, which names a person, is ~. */
function compose({ version, target, profile }: Context, findings: readonly Finding[]) {
  return {
    at: new Date().toISOString(),
    cli: version, contract: CONTRACT_VERSION, node: process.version, platform: `${process.platform} ${process.arch}`,
    baseUrl: target.baseUrl ?? null,
    login: profile.login?.kind ?? null,
    findings,
  };
}

function withoutHome({ found, advice, ...finding }: Finding): Finding {
  return { ...finding, found: found.replaceAll(homedir(), "~"), advice: advice?.replaceAll(homedir(), "~") ?? null };
}
