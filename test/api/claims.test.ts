import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, COMPLETE_ORGANIZATION, createPatient, must, readingOn, sendReadings } from "../support/billing-scene.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
let patientId: string;
let enrollmentId: string;

beforeAll(async () => {
  server = await startServer({ now: "2026-02-15T17:00:00.000Z" });
  owner = await server.owner(COMPLETE_ORGANIZATION);
  patientId = await createPatient(owner);
  enrollmentId = (await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)))).id;
});
afterAll(() => server.close());

let day = 0;
/** A bill of a day of its own. */
const bill = (more: Record<string, unknown> = {}) => ({ enrollmentId, code: "99457", units: 1, dosTo: `2025-${String(1 + Math.floor(day / 28)).padStart(2, "0")}-${String(1 + (day++ % 28)).padStart(2, "0")}`, ...more });
const record = (body: object): Promise<Answer> => owner.call("POST", "/api/billing/claims", body);
const say = (id: string, body: object, headers?: Record<string, string>): Promise<Answer> => owner.call("PATCH", `/api/billing/claims/${id}`, body, headers);
const expectProblem = (answer: Answer, status: number, code: string): void => expect([answer.status, answer.body.code]).toEqual([status, code]);

describe("a bill made elsewhere", () => {
  test("is recorded once: the same enrollment, code and day again answers with the first", async () => {
    const body = bill({ payerClaimNumber: "PCN-1" });
    const first = await record(body);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ origin: "EXTERNAL", status: "RECORDED", revision: null, month: body.dosTo.slice(0, 7), dosFrom: body.dosTo, payerClaimNumber: "PCN-1", patientId, program: "RPM" });
    const again = await record({ ...body, units: 2 });
    expect([again.status, again.body]).toEqual([200, first.body]);
    const answers = await Promise.all(Array.from({ length: 8 }, () => record(bill({ dosTo: "2025-12-30" }))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(7).fill(200), 201]);
    expect(new Set(answers.map(({ body: one }) => one.id)).size).toBe(1);
  });

  test("its origin is not the caller's to say, and its dates have an order", async () => {
    expect((await record(bill({ origin: "EXPORTED" }))).status).toBe(400);
    expectProblem(await record(bill({ dosFrom: "2026-01-02", dosTo: "2026-01-01" })), 422, "invalid_dates");
    expectProblem(await record(bill({ enrollmentId: "enr_unknown" })), 404, "enrollment_not_found");
    expect((await record(bill({ code: "HELLO" }))).status).toBe(400);
    expect((await record(bill({ units: 0 }))).status).toBe(400);
  });

  test("counts as billed, until it is denied or voided", async () => {
    await sendReadings(owner, Array.from({ length: 16 }, (_, at) => readingOn(patientId, `2026-01-${String(at + 1).padStart(2, "0")}`)));
    const status = async (): Promise<string> =>
      (await must(owner.call("GET", `/api/billing/readiness/${enrollmentId}/2026-01`))).codes.find((one: { code: string }) => one.code === "99454").status;
    expect(await status()).toBe("READY");
    const { id } = (await record(bill({ code: "99454", dosFrom: "2026-01-01", dosTo: "2026-01-30" }))).body;
    expect(await status()).toBe("BILLED");
    await must(say(id, { status: "DENIED", denialCodes: ["151"] }));
    expect(await status()).toBe("READY");
    const next = (await record(bill({ code: "99454", dosTo: "2026-01-30" }))).body.id;
    expect(next).not.toBe(id);
    // The first does not come back to life beside the second.
    expectProblem(await say(id, { status: "PAID" }), 409, "invalid_transition");
    await must(say(next, { status: "VOIDED" }));
    expect((await say(id, { status: "PAID" })).body.status).toBe("PAID");
    expect(await status()).toBe("BILLED");
  });

  test("without permission, or of another organization, there is none", async () => {
    const { id } = (await record(bill())).body;
    const clinician = await server.member(owner, "CLINICIAN");
    expectProblem(await clinician.call("POST", "/api/billing/claims", bill()), 403, "permission_denied");
    const stranger = await server.owner(COMPLETE_ORGANIZATION);
    expectProblem(await stranger.call("GET", `/api/billing/claims/${id}`), 404, "claim_not_found");
    expectProblem(await stranger.call("POST", "/api/billing/claims", bill()), 404, "enrollment_not_found");
    expect((await stranger.call("POST", "/api/billing/claims/mark", { ids: [id], status: "PAID" })).body).toEqual({ updated: [], skipped: [{ id, code: "claim_not_found" }] });
  });
});

describe("what became of a line", () => {
  test.each([
    [["SUBMITTED", "PAID", "DENIED", "SUBMITTED", "VOIDED"], undefined],
    [["PAID"], "SUBMITTED"],
    [["VOIDED"], "PAID"],
    [["VOIDED"], "VOIDED"],
  ])("%j, then not %s", async (steps, refused) => {
    const { id } = (await record(bill())).body;
    for (const status of steps) expect((await say(id, { status })).body.status).toBe(status);
    if (refused) expectProblem(await say(id, { status: refused }), 409, "invalid_transition");
  });

  test("comes with the payer's number and codes, which a later step keeps", async () => {
    const { id } = (await record(bill())).body;
    await must(say(id, { status: "DENIED", denialCodes: ["16", "CO-97"], payerClaimNumber: "2026001" }));
    expect((await say(id, { status: "SUBMITTED" })).body).toMatchObject({ denialCodes: ["16", "CO-97"], payerClaimNumber: "2026001", version: 3 });
    expectProblem(await say(id, { status: "PAID" }, { "If-Match": '"2"' }), 412, "version_mismatch");
    expect((await say(id, { status: "RECORDED" })).status).toBe(400);
  });

  test("is said of many at once, each by itself", async () => {
    const ids: string[] = [];
    for (let at = 0; at < 3; at++) ids.push((await record(bill())).body.id);
    await must(say(ids[1]!, { status: "VOIDED" }));
    expect((await owner.call("POST", "/api/billing/claims/mark", { ids: [...ids, "claim_none"], status: "SUBMITTED" })).body).toEqual({
      updated: [ids[0], ids[2]], skipped: [{ id: ids[1], code: "invalid_transition" }, { id: "claim_none", code: "claim_not_found" }],
    });
    const { data } = await must(owner.call("GET", "/api/billing/claims?status=SUBMITTED&code=99457"));
    expect((data as { id: string }[]).map(({ id }) => id)).toEqual(expect.arrayContaining([ids[0], ids[2]]));
  });

  test("two denied bills of one line do not both come back in one batch: the second is told why", async () => {
    const body = bill();
    const ids: string[] = [];
    for (let at = 0; at < 2; at++) {
      ids.push((await record(body)).body.id);
      await must(say(ids[at]!, { status: "DENIED" }));
    }
    expect((await owner.call("POST", "/api/billing/claims/mark", { ids, status: "SUBMITTED" })).body)
      .toEqual({ updated: [ids[0]], skipped: [{ id: ids[1], code: "invalid_transition" }] });
  });
});
