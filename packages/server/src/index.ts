export { createServer, type RunningServer, type ServerOptions } from "./create-server.js";
export type { Clock } from "./platform/clock.js";
export { OperatorError } from "./platform/operator-error.js";
