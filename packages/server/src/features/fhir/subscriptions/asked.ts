import type { TenantTx } from "../../../db/with-tenant.js";
import { isAllowed } from "../../../http/permissions.js";
import { fail } from "../../../http/problem.js";
import { expectAcceptableUrl } from "../../webhooks/receivers.service.js";
import type { Resource } from "../model.js";
import { patientRows } from "../references.js";
import { fhirType } from "../table.js";
import { headersOf } from "./headers.js";
import { refuse } from "./refuse.js";
import { BACKPORT, CONTENTS, isContent, topicOf, TOPICS, type Content, type Topic } from "./topics.js";

type Extension = { url?: string; [value: string]: unknown };
type Channel = { type?: string; endpoint?: string; payload?: string; header?: string[]; extension?: Extension[]; _payload?: { extension?: Extension[] } };
type Subscription = Resource & { status?: string; criteria?: string; _criteria?: { extension?: Extension[] }; end?: string; channel?: Channel };

/** What a Subscription asks for. `patientId` is the platform's. */
export type Asked = {
  status: string;
  topic: Topic;
  patientId: string | null;
  url: string;
  content: Content;
  endsAt: Date | null;
  heartbeatSeconds: number | null;
};

const MEDIA_TYPES = ["application/fhir+json", "application/json"];
/** Seconds; the platform looks for what is due once a minute, and waits 10 for an answer. */
const SHORTEST_HEARTBEAT = 60;
const PATIENCE = 10;

export const channelOf = (resource: Resource): Channel => (resource as Subscription).channel ?? {};

export const askedOf = async (tx: TenantTx, resource: Resource): Promise<Asked> => {
  const { status = "", criteria = "", _criteria, end } = resource as Subscription;
  const channel = channelOf(resource);
  const topic = topicOf(criteria) ?? refuse("criteria", "value", `has to be the canonical of a topic: ${TOPICS.map(({ url }) => url).join(", ")}`);
  expectMayBeTold(tx, topic);
  if (channel.type !== "rest-hook") refuse("channel.type", "not-supported", "has to be rest-hook");
  if (!MEDIA_TYPES.includes(channel.payload ?? "")) refuse("channel.payload", "value", `has to be one of ${MEDIA_TYPES.join(", ")}`);
  headersOf(channel.header);
  const url = channel.endpoint ?? refuse("channel.endpoint", "required", "is missing: notifications are sent there");
  expectAcceptableUrl(url, tx.loopback, "Subscription.channel.endpoint");
  return {
    status, topic, url,
    patientId: await patientOf(tx, topic, _criteria?.extension ?? []),
    content: contentOf(channel._payload?.extension ?? []),
    endsAt: end === undefined ? null : new Date(end),
    heartbeatSeconds: heartbeatOf(channel.extension ?? []),
  };
};

/** Nobody has told to others what they may not be told themselves. */
const expectMayBeTold = ({ actor }: TenantTx, { focus }: Topic): void => {
  const { read } = fhirType(focus)!;
  if (!isAllowed(actor, read)) fail("permission_denied", { detail: `This topic is of ${focus}: it needs the permission ${read}.` });
};

const FILTER = /^(?:(DetectedIssue|Observation)[.?])?(?:patient|subject)=(?:Patient\/)?([A-Za-z0-9\-.]{1,64})$/;

/** `[type.]patient=Patient/[id]` is the one filter of both topics. */
const patientOf = async (tx: TenantTx, topic: Topic, extensions: readonly Extension[]): Promise<string | null> => {
  const place = "criteria.extension";
  const [filter, more] = extensions;
  if (!filter) return null;
  const [, type = topic.focus, id] = FILTER.exec(String(filter.url === BACKPORT.filter ? filter.valueString : "")) ?? [];
  if (more || id === undefined || type !== topic.focus) return refuse(place, "not-supported", `the one filter is ${topic.focus}.patient=Patient/[id]`);
  return (await patientRows(tx, [id])).get(id)
    ?? fail("reference_not_found", { errors: [{ pointer: `Subscription.${place}[0].value`, code: "not-found", message: "no Patient has this id" }] });
};

const contentOf = (extensions: readonly Extension[]): Content => {
  const [extension, more] = extensions;
  if (!extension || more || extension.url !== BACKPORT.content) return refuse("channel.payload.extension", "extension", `has to be one ${BACKPORT.content}`);
  const code = String(extension.valueCode);
  return isContent(code) ? code : refuse("channel.payload.extension[0].value", "value", `has to be one of ${CONTENTS.join(", ")}`);
};

const secondsOf = (value: unknown, place: string, least: number): number =>
  typeof value === "number" && value >= least ? value : refuse(place, "value", `has to be ${least} seconds or more`);

/** Of what else a channel may be asked for a bound of events is kept whatever it is: a notification tells of one. */
const heartbeatOf = (extensions: readonly Extension[]): number | null => {
  let heartbeat: number | null = null;
  for (const [index, { url, valueUnsignedInt }] of extensions.entries()) {
    const place = `channel.extension[${index}]`;
    if (url === BACKPORT.heartbeat) heartbeat = secondsOf(valueUnsignedInt, `${place}.value`, SHORTEST_HEARTBEAT);
    else if (url === BACKPORT.timeout) secondsOf(valueUnsignedInt, `${place}.value`, PATIENCE);
    else if (url !== BACKPORT.maxCount) refuse(place, "extension", "is no extension of the channel that is known here");
  }
  return heartbeat;
};
