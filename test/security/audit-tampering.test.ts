import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { printHeads, verifyAudit } from "../../packages/server/src/commands/audit.js";
import type { Actor } from "../support/actors.js";
import { openChains, type Chains } from "../support/audit-chains.js";
import { createPatient, must } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let chains: Chains;
let owner: Actor;
let directory: string;

beforeAll(async () => {
  server = await startServer();
  chains = await openChains(server.database.superuserUrl);
  directory = await mkdtemp(join(tmpdir(), "heads-"));
});
beforeEach(async () => {
  owner = await server.owner();
  for (let index = 0; index < 9; index += 1) await createPatient(owner);
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await chains.close();
  await server.close();
});

const verdict = async (): Promise<{ ok: boolean; firstBad: number | null }> => must(owner.call("GET", "/api/audit-events/verify"));

const command = async (options: Parameters<typeof verifyAudit>[1] = {}): Promise<{ words: string; failed: boolean }> => {
  const words: string[] = [];
  const failed = await verifyAudit(server.deps, options, { write: (text) => words.push(text) }).then(() => false, () => true);
  return { words: words.join(""), failed };
};

const heads = async (): Promise<string> => {
  const words: string[] = [];
  await printHeads(server.deps, { write: (text) => words.push(text) });
  const file = join(directory, `${owner.organizationId}.ndjson`);
  await writeFile(file, words.join(""));
  return file;
};

const alter = (text: string): Promise<unknown> => chains.superuser.query(text.replaceAll("$org", `'${owner.organizationId}'`));

test("an untouched chain verifies, by the API and by the command", async () => {
  expect(await verdict()).toMatchObject({ ok: true, firstBad: null });
  const { words, failed } = await command();
  expect(failed).toBe(false);
  expect(words).toMatch(/^system: ok, \d+ entries, hash [0-9a-f]{64}\n/);
  expect(words).toContain(`${owner.organizationId}: ok, 11 entries`);
});

describe("API and command name the first bad entry", () => {
  test.each([
    ["a changed value", "update audit_events set patient_id = 'patient_other' where organization_id = $org and sequence = 5", 5],
    ["a changed byte of a hash", "update audit_events set hash = set_byte(hash, 7, get_byte(hash, 7) # 1) where organization_id = $org and sequence = 6", 6],
    ["a changed time", "update audit_events set at = at + interval '1 millisecond' where organization_id = $org and sequence = 4", 4],
    ["a deleted entry", "delete from audit_events where organization_id = $org and sequence = 7", 7],
    ["the first one deleted", "delete from audit_events where organization_id = $org and sequence = 1", 1],
    ["two that were swapped", `update audit_events set sequence = -sequence where organization_id = $org and sequence in (3, 4);
      update audit_events set sequence = 7 + sequence where organization_id = $org and sequence < 0`, 3],
    ["a tail that was cut", "delete from audit_events where organization_id = $org and sequence > 8", 9],
    ["an entry that was added", `insert into audit_events select organization_id, id, 100, at, actor_type, actor_id, session_id, operation_id, method, route, outcome, status,
      resource_type, resource_id, patient_id, reason, fields, address, user_agent, request_id, previous_hash, hash from audit_events where organization_id = $org and sequence = 3`, undefined],
  ] as const)("after %s", async (_name, text, sequence) => {
    const { length } = await chains.of(owner.organizationId);
    await alter(text);
    const { words, failed } = await command({ chain: owner.organizationId });
    const firstBad = sequence ?? length + 1;
    expect({ words, failed }).toMatchObject({ words: expect.stringContaining(`BAD from sequence ${firstBad} on`), failed: true });
    expect(await verdict()).toMatchObject({ ok: false, firstBad });
  });

  test("after a tail cut with the head set back, by a head that was signed before", async () => {
    await heads();
    const { length } = await chains.of(owner.organizationId);
    await alter(`delete from audit_events where organization_id = $org and sequence > 6;
      update audit_heads h set sequence = 6, hash = e.hash from audit_events e where h.organization_id = $org and e.organization_id = $org and e.sequence = 6`);
    expect(length).toBeGreaterThan(6);
    expect(await verdict()).toMatchObject({ ok: false, firstBad: 7 });
  });

  test("after a tail cut with the head and the signatures gone, by heads that were kept elsewhere", async () => {
    const file = await heads();
    await alter(`delete from audit_events where organization_id = $org and sequence > 6;
      update audit_heads h set sequence = 6, hash = e.hash from audit_events e where h.organization_id = $org and e.organization_id = $org and e.sequence = 6;
      delete from audit_signatures`);
    expect((await command({ chain: owner.organizationId })).failed).toBe(false);
    expect(await command({ chain: owner.organizationId, heads: file })).toMatchObject({ failed: true, words: expect.stringContaining("BAD from sequence 7 on") });
  });

  test("after a chain that was written anew from a forged entry on, by a signed head", async () => {
    await heads();
    await alter("update audit_signatures set hash = set_byte(hash, 1, get_byte(hash, 1) # 1) where chain = $org");
    expect((await verdict()).ok).toBe(false);
  });

  test("in the operator's own chain", async () => {
    const verify = (): ReturnType<typeof command> => command({ chain: "system" });
    const bad = { failed: true, words: expect.stringContaining("BAD from sequence 2 on") };
    // A sign-in, which asked for no organization.
    await alter("update system_audit_events set asked_organization_id = $org where sequence = 2");
    expect(await verify()).toMatchObject(bad);
    await alter("update system_audit_events set asked_organization_id = null where sequence = 2");
    expect((await verify()).failed).toBe(false);
    await alter("delete from system_audit_events where sequence = 2");
    expect(await verify()).toMatchObject(bad);
  });
});
