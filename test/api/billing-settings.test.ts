import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, COMPLETE_ORGANIZATION, createPatient, must, readingOn, sendReadings } from "../support/billing-scene.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

type Settings = components["schemas"]["BillingSettings"];

let server: TestServer;
let owner: Actor;
let stranger: Actor;
let patientId: string;
let enrollmentId: string;

beforeAll(async () => {
  server = await startServer({ now: "2026-03-15T17:00:00.000Z" });
  owner = await server.owner(COMPLETE_ORGANIZATION);
  stranger = await server.owner();
  patientId = await createPatient(owner);
  enrollmentId = (await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)))).id;
  const days = ["01", "02"].flatMap((month) => Array.from({ length: 17 }, (_, at) => `2026-${month}-${String(at + 1).padStart(2, "0")}`));
  await sendReadings(owner, days.map((date) => readingOn(patientId, date)));
  for (const month of ["01", "02"]) {
    await must(owner.call("POST", "/api/time-entries", {
      enrollmentId, startedAt: `2026-${month}-10T15:00:00Z`, durationSeconds: 4_900, activity: "CALL", interactive: true, staffRole: "CLINICAL_STAFF",
    }));
  }
});
afterAll(() => server.close());

const at = (part: string, { organizationId } = owner): string => `/api/organizations/${organizationId}/${part}`;
const put = (body: object, headers?: Record<string, string>): Promise<Answer> => owner.call("PUT", at("billing-settings"), body, headers);
const settingsIn = async (month: string): Promise<Settings> => (await must(owner.call("GET", at(`billing-settings?month=${month}`)))) as Settings;
const readiness = async (month: string) => (await owner.call("GET", `/api/billing/readiness/${enrollmentId}/${month}`));
const codeIn = async (month: string, code: string) => (await readiness(month)).body.codes.find((one: { code: string }) => one.code === code);
const summary = (month: string): Promise<Answer> => owner.call("GET", `/api/billing/summary/${owner.organizationId}/${month}`);
const exported = (month: string): Promise<Answer> => owner.call("GET", `/api/billing/export/${owner.organizationId}/${month}`);
const expectProblem = (answer: Answer, status: number, code: string): void => expect([answer.status, answer.body.code]).toEqual([status, code]);

describe("billing settings", () => {
  test("are the defaults where none were set", async () => {
    const { status, body, headers } = await owner.call("GET", at("billing-settings"));
    expect([status, headers.get("etag")]).toEqual([200, '"1"']);
    expect(body).toEqual({
      effectiveFrom: null, periodMode: "ROLLING_30", periodAnchor: "LATEST", dayBasis: "MEASURED", monthEdge: "SPLIT", emDayRule: "WHOLE_DAY",
      zeroDataManagement: "HOLD", rpmRtmWinner: "RPM", careManagementWinner: ["APCM", "CCM", "PCM"], ccmFold: "STAFF", complexCcm: "WHEN_MDM",
      collectionCode: "99457_FIRST", interactiveKinds: ["CALL", "VIDEO"], countedSources: { RPM: ["DEVICE"], RTM: ["DEVICE", "PATIENT_REPORTED"] },
      eligibleRoles: {
        RPM: ["CLINICAL_STAFF", "PHYSICIAN", "QHP"], CCM: ["CLINICAL_STAFF", "PHYSICIAN", "QHP"], PCM: ["CLINICAL_STAFF", "PHYSICIAN", "QHP"],
        RTM: ["CLINICAL_STAFF", "PHYSICIAN", "QHP", "THERAPIST", "THERAPY_ASSISTANT"],
      },
      caps: { "99458": 2, "98981": 2, "99439": 2, "99437": 2, "99427": 2 }, setupDate: "SETUP", accessAlignment: "HOLD", setBy: null, setAt: null, history: [], version: 1,
    });
  });

  test("count from their month on: what was before does not change by a byte, in readiness, summary and export", async () => {
    const before = await Promise.all([readiness("2026-01"), summary("2026-01"), exported("2026-01")]);
    expect(await codeIn("2026-02", "99458")).toMatchObject({ units: 2, reasonCode: "UNIT_CAP_REACHED" });
    const { status, body } = await put({ effectiveFrom: "2026-02", caps: { "99458": 3 } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ effectiveFrom: "2026-02", caps: { "99458": 3, "99439": 2 }, setBy: owner.userId, setAt: expect.stringMatching(/^2026-03-15T/), version: 2 });
    expect(await codeIn("2026-02", "99458")).toMatchObject({ units: 3, reasonCode: null });
    const after = await Promise.all([readiness("2026-01"), summary("2026-01"), exported("2026-01")]);
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text));
    expect((await settingsIn("2026-01")).effectiveFrom).toBeNull();
    expect((await settingsIn("2031-12")).effectiveFrom).toBe("2026-02");
    expect((await must(owner.call("GET", at("billing-settings")))).effectiveFrom).toBe("2026-02");
  });

  test("of one month are replaced whole: what a PUT leaves out has its default again", async () => {
    await put({ effectiveFrom: "2026-02", periodMode: "CALENDAR_MONTH" });
    const { caps, periodMode, history } = await settingsIn("2026-02");
    expect([caps["99458"], periodMode, history.map(({ effectiveFrom }) => effectiveFrom)]).toEqual([2, "CALENDAR_MONTH", ["2026-02"]]);
    expect((await readiness("2026-02")).body).toMatchObject({ periodMode: "CALENDAR_MONTH", period: { from: "2026-02-01", to: "2026-02-28" } });
    expect((await readiness("2026-01")).body.periodMode).toBe("ROLLING_30");
  });

  test("may be set for an open month of the past, up to the next set of them", async () => {
    await put({ effectiveFrom: "2025-12", caps: { "99458": 1 } });
    expect(await codeIn("2026-01", "99458")).toMatchObject({ units: 1, reasonCode: "UNIT_CAP_REACHED" });
    expect((await readiness("2026-02")).body.periodMode).toBe("CALENDAR_MONTH");
    expect((await settingsIn("2026-03")).history.map(({ effectiveFrom }) => effectiveFrom)).toEqual(["2026-02", "2025-12"]);
  });

  test("count readings by the day they were received on, where they say so", async () => {
    expect((await readiness("2026-02")).body.days.soFar).toBe(17);
    await put({ effectiveFrom: "2026-02", dayBasis: "RECEIVED", periodMode: "CALENDAR_MONTH" });
    // All came in on one day of March.
    expect((await readiness("2026-02")).body.days.soFar).toBe(0);
    expect((await readiness("2026-03")).body.days).toMatchObject({ soFar: 1, list: ["2026-03-15"] });
    expect((await readiness("2026-01")).body.days.soFar).toBe(17);
    await put({ effectiveFrom: "2026-02" });
  });

  test("count no reading in two months, whichever day each month goes by", async () => {
    await put({ effectiveFrom: "2026-02", periodMode: "CALENDAR_MONTH" });
    await put({ effectiveFrom: "2026-03", dayBasis: "RECEIVED", periodMode: "CALENDAR_MONTH" });
    expect((await readiness("2026-02")).body.days.soFar).toBe(17);
    // They came in March, and were measured while the day of measurement counted.
    expect((await readiness("2026-03")).body.days.soFar).toBe(0);
    await put({ effectiveFrom: "2026-03" });
    await put({ effectiveFrom: "2026-02" });
  });

  test("set by two at once are both there, each counted", async () => {
    const { version, history } = await settingsIn("2026-02");
    const before = history.map(({ effectiveFrom }) => effectiveFrom);
    expect(before).toEqual(["2026-03", "2026-02", "2025-12"]);
    const months = ["2027-01", "2027-02", "2027-03", "2027-04", "2027-05"];
    await Promise.all(months.map((effectiveFrom) => must(put({ effectiveFrom }))));
    const after = await settingsIn("2026-02");
    expect(after.history.map(({ effectiveFrom }) => effectiveFrom)).toEqual([...months.toReversed(), ...before]);
    expect(after.version).toBe(version + months.length);
  });

  test("heed If-Match", async () => {
    expectProblem(await put({ effectiveFrom: "2026-02" }, { "if-match": '"1"' }), 412, "version_mismatch");
    const { version } = await settingsIn("2026-02");
    expect((await put({ effectiveFrom: "2026-02" }, { "if-match": `"${version}"` })).status).toBe(200);
  });

  test.each([
    ["no month", { caps: {} }, "/effectiveFrom"],
    ["a month that is none", { effectiveFrom: "2026-13" }, "/effectiveFrom"],
    ["a value that is none", { effectiveFrom: "2026-02", periodMode: "SLIDING" }, "/periodMode"],
    ["a setting that is none", { effectiveFrom: "2026-02", rounding: "UP" }, "/rounding"],
    ["a winner left out", { effectiveFrom: "2026-02", careManagementWinner: ["APCM", "CCM"] }, "/careManagementWinner"],
    ["a winner twice", { effectiveFrom: "2026-02", careManagementWinner: ["APCM", "CCM", "CCM"] }, "/careManagementWinner"],
    ["no live exchange at all", { effectiveFrom: "2026-02", interactiveKinds: [] }, "/interactiveKinds"],
    ["a cap of a code that has none", { effectiveFrom: "2026-02", caps: { "99454": 2 } }, "/caps/99454"],
    ["a cap below nothing", { effectiveFrom: "2026-02", caps: { "99458": -1 } }, "/caps/99458"],
    ["a role that is none", { effectiveFrom: "2026-02", eligibleRoles: { RPM: ["JANITOR"] } }, "/eligibleRoles/RPM/0"],
  ])("refuse %s", async (_name, body, pointer) => {
    const answer = await put(body);
    expectProblem(answer, 400, "invalid_request");
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  test("refuse what the server sets, another organization, and who is no owner", async () => {
    expectProblem(await put({ effectiveFrom: "2026-02", setBy: "user_x" }), 400, "read_only_property");
    expectProblem(await stranger.call("PUT", at("billing-settings"), { effectiveFrom: "2026-02" }), 403, "organization_mismatch");
    expectProblem(await (await server.member(owner, "ADMIN")).call("PUT", at("billing-settings"), { effectiveFrom: "2026-02" }), 403, "permission_denied");
    expect((await stranger.call("GET", at("billing-settings", stranger))).body.history).toEqual([]);
    expectProblem(await owner.call("GET", at("billing-settings?month=2026-00")), 400, "invalid_request");
  });
});

const HEAD = "code,effective_from,amount";
const CSV = { "content-type": "text/csv" };
const upload = (list: string, csv: string, headers: Record<string, string> = {}): Promise<Answer> => owner.call("PUT", at(list), csv, { ...CSV, ...headers });

describe.each(["charges", "fees"])("%s", (list) => {
  const listed = (): Promise<Answer> => owner.call("GET", at(list));

  test("are replaced whole, by a file or by JSON, and come as either", async () => {
    const first = await upload(list, `\uFEFF${HEAD}\r\n"99454",2025-01-01,95\r\n99457,2025-01-01,80.50\r\n\r\n`);
    expect([first.status, first.body.data]).toEqual([200, [
      { code: "99454", effectiveFrom: "2025-01-01", amountCents: 9500 }, { code: "99457", effectiveFrom: "2025-01-01", amountCents: 8050 },
    ]]);
    const data = [{ code: "G0557", effectiveFrom: "2026-01-01", amountCents: 7 }, { code: "99454", effectiveFrom: "2026-01-01", amountCents: 100 }];
    const second = await owner.call("PUT", at(list), { data });
    expect(second.body).toMatchObject({ data: data.toReversed(), setBy: owner.userId, setAt: expect.stringMatching(/^2026-03-15T/), version: first.body.version + 1 });
    expect((await listed()).body).toEqual(second.body);
    const file = await owner.call("GET", at(list), undefined, { accept: "text/csv" });
    expect([file.headers.get("content-type"), file.headers.get("etag"), file.headers.get("vary")])
      .toEqual(["text/csv; charset=utf-8", `"${second.body.version}"`, "Authorization, X-Organization-ID, Accept"]);
    expect(file.text).toBe(`${HEAD}\r\n99454,2026-01-01,1.00\r\nG0557,2026-01-01,0.07\r\n`);
    expect((await upload(list, file.text)).body.data).toEqual(second.body.data);
  });

  test.each([
    ["a code that is none", ["99454,2025-01-01,1.00", "9945,2025-01-01,1.00"], ["/rows/1/code"]],
    ["a day that is none", ["99454,2025-02-30,1.00"], ["/rows/0/effective_from"]],
    ["an amount that is none", ["99454,2025-01-01,$1.00", "99457,2025-01-01,1.005", "99458,2025-01-01,-1.00"], ["/rows/0/amount", "/rows/1/amount", "/rows/2/amount"]],
    ["an amount that is too large", ["99454,2025-01-01,1000000.00"], ["/rows/0/amount"]],
    ["a row of other columns", ["99454,2025-01-01", "99457,2025-01-01,1.00,M"], ["/rows/0", "/rows/1"]],
    ["one code and day twice", ["99454,2025-01-01,1.00", "99457,2025-01-01,1.00", "99454,2025-01-01,2.00"], ["/rows/2/code"]],
    ["a quote that does not end", ["99454,2025-01-01,1.00", '"99457,2025-01-01,1.00'], ["/rows/1"]],
    ["everything at once", ["x,y,z"], ["/rows/0/code", "/rows/0/effective_from", "/rows/0/amount"]],
  ])("with %s are refused whole, the row named", async (_name, rows, pointers) => {
    const before = (await listed()).body;
    const answer = await upload(list, [HEAD, ...rows].join("\n"));
    expectProblem(answer, 422, "invalid_row");
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(pointers);
    expect((await listed()).body).toEqual(before);
  });

  test("name the row far down a file, and no more than fifty", async () => {
    const rows = Array.from({ length: 900 }, (_, row) => `99454,20${String(10 + Math.floor(row / 336)).padStart(2, "0")}-${String((row % 12) + 1).padStart(2, "0")}-${String((Math.floor(row / 12) % 28) + 1).padStart(2, "0")},1.00`);
    const bad = await upload(list, [HEAD, ...rows.with(817, "99454,2025-01-01,one")].join("\n"));
    expect(bad.body.errors).toMatchObject([{ pointer: "/rows/817/amount" }]);
    expect((await upload(list, [HEAD, ...rows.map(() => "x,y,z")].join("\n"))).body.errors).toHaveLength(50);
  });

  test("without their head, too many, and as another kind of file are refused", async () => {
    expectProblem(await upload(list, "99454,2025-01-01,1.00\n"), 422, "invalid_row");
    expect((await upload(list, "code;effective_from;amount\n")).body.errors).toMatchObject([{ pointer: "/head" }]);
    expectProblem(await upload(list, [HEAD, ...Array.from({ length: 20_001 }, () => "99454,2025-01-01,1.00")].join("\n")), 413, "payload_too_large");
    expectProblem(await upload(list, HEAD, { "content-type": "application/pdf" }), 415, "unsupported_media_type");
    expectProblem(await owner.call("PUT", at(list), { data: [{ code: "99454", effectiveFrom: "2025-01-01", amountCents: -1 }] }), 400, "invalid_request");
    const twice = { code: "99454", effectiveFrom: "2025-01-01", amountCents: 1 };
    const answer = await owner.call("PUT", at(list), { data: [twice, twice] });
    expectProblem(answer, 422, "invalid_row");
    expect(answer.body.errors).toMatchObject([{ pointer: "/rows/1/code" }]);
  });

  test("sent by several at once are one file whole, never a mixture", async () => {
    const files = Array.from({ length: 6 }, (_, file) => Array.from({ length: 20 }, (__, row) => `9945${row % 10},2025-0${1 + Math.floor(row / 10)}-01,${file}.00`));
    await Promise.all(files.map((rows) => upload(list, [HEAD, ...rows].join("\n"))));
    const amounts = (await listed()).body.data.map(({ amountCents }: { amountCents: number }) => amountCents);
    expect([amounts.length, new Set(amounts).size]).toEqual([20, 1]);
  });

  test("heed If-Match, belong to one organization, and are for those who bill", async () => {
    expectProblem(await upload(list, HEAD, { "if-match": '"1"' }), 412, "version_mismatch");
    expectProblem(await stranger.call("PUT", at(list), { data: [] }), 403, "organization_mismatch");
    expectProblem(await (await server.member(owner, "CARE_MANAGER")).call("PUT", at(list), { data: [] }), 403, "permission_denied");
    expectProblem(await (await server.member(owner, "CLINICIAN")).call("GET", at(list)), 403, "permission_denied");
    expect((await (await server.member(owner, "BILLER")).call("PUT", at(list), { data: [] })).status).toBe(200);
  });
});

describe("what money is told of", () => {
  test("an amount may be not known in fees, and not in charges", async () => {
    expectProblem(await upload("charges", `${HEAD}\n99454,2025-01-01,\n`), 422, "invalid_row");
    expect((await upload("fees", `${HEAD}\n99454,2025-01-01,\n`)).body.data).toEqual([{ code: "99454", effectiveFrom: "2025-01-01", amountCents: null }]);
    expect(await codeIn("2026-01", "99454")).toMatchObject({ estimateCents: null, units: 1 });
  });

  test("estimates follow the organization's fees and say whose they are; without them the national ones hold", async () => {
    await must(owner.call("PUT", at("fees"), { data: [] }));
    const national = await owner.call("GET", at("fees"));
    expect(national.body.source).toBe("NATIONAL");
    expect(national.body.data).toContainEqual({ code: "99454", effectiveFrom: "2026-01-01", amountCents: 5211 });
    expect(await codeIn("2026-01", "99454")).toMatchObject({ estimateCents: 5211, feeSource: expect.stringContaining("CMS") });
    await must(upload("fees", `${HEAD}\n99454,2020-01-01,10.00\n99454,2026-01-15,60.25\n99454,2026-06-01,70.00\n`));
    expect(await codeIn("2026-01", "99454")).toMatchObject({ estimateCents: 6025, feeSource: "The organization's own fees" });
    expect(await codeIn("2026-01", "99457")).toMatchObject({ estimateCents: null });
    expect((await summary("2026-01")).body.byCode).toContainEqual(expect.objectContaining({ code: "99454", estimateCents: 6025 }));
    expect((await owner.call("GET", at("fees"))).body.source).toBe("ORGANIZATION");
  });

  test("lines carry the practice's own charge for their units", async () => {
    const chargesOf = async (): Promise<string[]> =>
      (await must(owner.call("GET", `/api/billing/export/${owner.organizationId}/2026-01?format=json`))).data.map((line: { cpt: string; units: number; charge: string | null }) => `${line.cpt} ${line.units} ${line.charge}`);
    await must(owner.call("PUT", at("charges"), { data: [] }));
    const without = await chargesOf();
    await must(upload("charges", `${HEAD}\n99454,2025-01-01,95.00\n99458,2026-01-01,40.10\n99458,2026-02-01,99.00\n`));
    const lines = await chargesOf();
    expect(without.some((line) => /\d\.\d\d$/.test(line))).toBe(false);
    expect(lines).toEqual(expect.arrayContaining(["99454 1 95.00", "99458 1 40.10"]));
  });
});
