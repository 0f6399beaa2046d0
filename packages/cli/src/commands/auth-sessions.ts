import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { printAnswer } from "../output/print.js";

type Empty = Record<never, never>;

const COLUMNS = ["data.id", "data.createdAt", "data.lastUsedAt", "data.address", "data.userAgent", "data.current"].map((path) => ({ path }));

export const listSessions: Run<Empty> = async (context) => {
  await printAnswer(context, await context.client().auth.sessions.list({ signal: context.signal }), COLUMNS);
  return EXIT.done;
};

export const endSession: Run<Empty> = async (context, _options, [id = ""]) => {
  await context.client().auth.sessions.end(id, { signal: context.signal });
  context.note(`Session ${id} has ended.`);
  return EXIT.done;
};
