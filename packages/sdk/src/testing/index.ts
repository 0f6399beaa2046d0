/** A VitalEdge server in memory for tests of what is built on the SDK; needs msw 2 beside it. */
export { fixture } from "./fixture.js";
export { createMockApi } from "./mock-api.js";
export type { MockApi, MockApiOptions } from "./mock-api.js";
export type { MockUser } from "./sessions.js";
