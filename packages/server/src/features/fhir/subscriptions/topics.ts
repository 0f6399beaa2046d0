import type { EventType } from "../../../outbox/events.js";
import { CANONICAL } from "../canonical.js";

/** What can be subscribed to (http://hl7.org/fhir/uv/subscriptions-backport/STU1.1): the events of the platform that a resource is the focus of. */
export type Topic = { readonly url: string; readonly focus: "DetectedIssue" | "Observation"; readonly event: EventType };

export const ALERT_RAISED: Topic = { url: `${CANONICAL}/SubscriptionTopic/alert-raised`, focus: "DetectedIssue", event: "alert.opened" };
export const OUT_OF_RANGE: Topic = { url: `${CANONICAL}/SubscriptionTopic/observation-out-of-range`, focus: "Observation", event: "observation.created" };

export const TOPICS: readonly Topic[] = [ALERT_RAISED, OUT_OF_RANGE];

export const topicOf = (url: string): Topic | undefined => TOPICS.find((topic) => topic.url === url);

const IG = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition";

/** Profiles and extensions of the R5 backport for R4, 1.1.0. */
export const BACKPORT = {
  subscription: `${IG}/backport-subscription`,
  notification: `${IG}/backport-subscription-notification-r4`,
  status: `${IG}/backport-subscription-status-r4`,
  topics: `${IG}/capabilitystatement-subscriptiontopic-canonical`,
  filter: `${IG}/backport-filter-criteria`,
  content: `${IG}/backport-payload-content`,
  heartbeat: `${IG}/backport-heartbeat-period`,
  timeout: `${IG}/backport-timeout`,
  maxCount: `${IG}/backport-max-count`,
} as const;

export const CONTENTS = ["empty", "id-only", "full-resource"] as const;
/** How much a notification tells of what happened. */
export type Content = (typeof CONTENTS)[number];

export const isContent = (text: string): text is Content => CONTENTS.some((content) => content === text);
