import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { SignatureRow } from "../audit/audit.sql.js";
import { listChains, signHeads, verifyChainNamed } from "../audit/heads.js";
import type { Deps } from "../deps.js";
import { OperatorError, UsageError } from "../platform/operator-error.js";
import { withDeps } from "./open-deps.js";
import { inJson, type Answering, type Out } from "./operator-words.js";

const CHAIN = /^(system|org_[A-Za-z0-9_]{1,64})$/;

type Verification = Answering & { chain?: string; heads?: string };

/** Computes chains again, all or one; a failed one is named with its first bad sequence, and the command fails. */
export const verifyAudit = async (deps: Deps, { chain, heads, json = false }: Verification, out: Out): Promise<void> => {
  if (chain !== undefined && !CHAIN.test(chain)) throw new UsageError("--chain takes an organization's id, as org_abc123, or `system`.");
  const anchors = heads === undefined ? [] : await readHeads(heads);
  // A chain that is known from elsewhere and gone here was cut off whole.
  const names = chain === undefined ? [...new Set([...(await listChains(deps)), ...anchors.map((anchor) => anchor.chain)])] : [chain];
  let bad = 0;
  const answers: unknown[] = [];
  for (const name of names) {
    const verdict = await verifyChainNamed(deps, name, anchors);
    if (!verdict.ok) bad += 1;
    answers.push({ chain: name, ...verdict });
    if (json) continue;
    const words = verdict.ok ? `ok, ${verdict.checked} entries, hash ${verdict.hash}` : `BAD from sequence ${verdict.firstBad} on; ${verdict.checked} entries before it are sound`;
    out.write(`${name}: ${words}\n`);
  }
  if (json) out.write(inJson(answers));
  if (bad) throw new OperatorError(`${bad} of ${names.length} audit chains are not what was written. Compare them with a backup from before.`);
};

type HeadLine = { chain: string; sequence: number; hash: string; signedAt: string; keyId: string; signature: string };

const readHeads = async (path: string): Promise<SignatureRow[]> => {
  const text = await readFile(path, "utf8").catch(() => {
    throw new OperatorError("The file of heads cannot be read. `vitaledge-server audit heads` writes one.");
  });
  try {
    return text.split("\n").filter(Boolean).map((line) => {
      const { chain, sequence, hash, signedAt, keyId, signature } = JSON.parse(line) as HeadLine;
      if (!CHAIN.test(chain)) throw new Error("no chain");
      return { chain, sequence, keyId, signedAt: new Date(signedAt), hash: Buffer.from(hash, "hex"), signature: Buffer.from(signature, "base64") };
    });
  } catch {
    throw new OperatorError("The file holds no heads as `vitaledge-server audit heads` prints them.");
  }
};

/** A line of JSON a chain, signed; kept away from the database it proves a chain that was cut later. */
export const printHeads = async (deps: Deps, out: Out): Promise<void> => {
  for (const { chain, sequence, hash, signedAt, keyId, signature } of await signHeads(deps)) {
    const line: HeadLine = { chain, sequence, hash: hash.toString("hex"), signedAt: signedAt.toISOString(), keyId, signature: signature.toString("base64") };
    out.write(`${JSON.stringify(line)}\n`);
  }
};

export const registerAudit = (program: Command, open = withDeps): void => {
  const audit = program.command("audit").description("the record of who saw and changed what");
  audit.command("verify")
    .description("compute the chains again and name the first entry that is not what was written")
    .option("--chain <id>", "one organization's chain, or `system`; all unless given")
    .option("--heads <file>", "signed heads that were kept elsewhere")
    .option("--json", "answer in JSON")
    .action((options: Verification) => open((deps) => verifyAudit(deps, options, process.stdout)));
  audit.command("heads")
    .description("sign the heads of all chains and print them, to be kept elsewhere")
    .action(() => open((deps) => printHeads(deps, process.stdout)));
};
