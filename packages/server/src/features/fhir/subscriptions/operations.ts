import type { TenantTx } from "../../../db/with-tenant.js";
import { fail } from "../../../http/problem.js";
import { selectNumbered } from "../../webhooks/receivers.service.js";
import type { Access } from "../acts/access.js";
import { read } from "../acts/read.js";
import { bundleOf } from "../bundle/bundle.js";
import type { FhirReply, FhirRequest } from "../request.js";
import { fhirType } from "../table.js";
import { toldTo } from "./focuses.js";
import { notificationOf, statusOf } from "./notification.js";
import { subscriptionsKept } from "./status.js";
import { selectSubscriptions, type SubscriptionRow } from "./subscriptions.sql.js";
import { CONTENTS, isContent, topicOf } from "./topics.js";

const refuse = (name: string, code: string, message: string): never =>
  fail("invalid_request", { detail: `${name} ${message}.`, errors: [{ pointer: `/query/${name}`, code, message }] });

/** @throws ProblemError for a parameter that the operation does not have. */
const expectKnown = ({ query, prefer }: FhirRequest, names: readonly string[]): void => {
  const other = query.find(([name]) => !names.includes(name))?.[0];
  if (other !== undefined && prefer.handling !== "lenient") refuse(other, "not-supported", `is none of ${names.join(", ")}`);
};

const listOf = ({ query }: FhirRequest, name: string): string[] | undefined => {
  const values = query.filter(([each]) => each === name).flatMap(([, value]) => value.split(","));
  return values.length ? values : undefined;
};

const statuses = async (tx: TenantTx, request: FhirRequest, rows: readonly SubscriptionRow[], url: string): Promise<FhirReply> => {
  const { base } = request;
  const versions = new Map((await subscriptionsKept.load(tx, rows.map(({ id }) => id))).map((version) => [version.id, version]));
  const entries = rows.filter(({ id }) => versions.get(id)?.resource).map((subscription) => {
    const error = versions.get(subscription.id)!.resource!.error;
    const resource = statusOf({ base, subscription, kind: "query-status", events: subscription.events, error: typeof error === "string" ? error : undefined });
    return { fullUrl: `urn:uuid:${resource.id!}`, resource, search: { mode: "match" as const } };
  });
  return { status: 200, resource: bundleOf("searchset", entries, { total: entries.length, link: [{ relation: "self", url }] }) };
};

/** http://hl7.org/fhir/uv/subscriptions-backport/STU1.1/OperationDefinition-backport-subscription-status.html */
export const statusOfOne = async (tx: TenantTx, access: Access, request: FhirRequest, id: string): Promise<FhirReply> => {
  expectKnown(request, []);
  await read(tx, access, request.type!, id);
  return statuses(tx, request, await selectSubscriptions(tx, [id]), `${request.base}/Subscription/${id}/$status`);
};

export const statusOfAll = async (tx: TenantTx, access: Access, request: FhirRequest): Promise<FhirReply> => {
  expectKnown(request, ["id", "status"]);
  access.expect(request.type!, "read");
  const wanted = listOf(request, "status");
  const rows = (await selectSubscriptions(tx, listOf(request, "id"))).filter(({ status }) => wanted?.includes(status) ?? true);
  return statuses(tx, request, rows, `${request.base}/Subscription/$status`);
};

/** Events that are answered at a time; who wants more asks from the number after. */
const MOST_EVENTS = 500;

const numberOf = (given: ReadonlyMap<string, string>, name: string): string | undefined => {
  const text = given.get(name);
  return text === undefined || /^\d{1,15}$/.test(text) ? text : refuse(name, "value", "is no event number");
};

/** http://hl7.org/fhir/uv/subscriptions-backport/STU1.1/OperationDefinition-backport-subscription-events.html: both bounds are of the events told. */
export const eventsOf = async (tx: TenantTx, access: Access, request: FhirRequest, id: string): Promise<FhirReply> => {
  expectKnown(request, ["eventsSinceNumber", "eventsUntilNumber", "content"]);
  await read(tx, access, request.type!, id);
  const [subscription = fail("resource_not_found")] = await selectSubscriptions(tx, [id]);
  const given = new Map(request.query);
  const wanted = given.get("content") ?? subscription.content;
  const content = isContent(wanted) ? wanted : refuse("content", "value", `is none of ${CONTENTS.join(", ")}`);
  if (content !== "empty") access.expect(fhirType(topicOf(subscription.topic)!.focus)!, "read");
  const rows = await selectNumbered(tx, subscription.webhook_id, numberOf(given, "eventsSinceNumber") ?? "0", numberOf(given, "eventsUntilNumber"), MOST_EVENTS);
  const told = await toldTo(tx, access, rows, content);
  const { base } = request;
  return { status: 200, resource: notificationOf({ base, subscription, kind: "query-event", events: subscription.events, told, content }, tx.now) };
};
