import { AbortError } from "@vitaledge/sdk";
import type { WatchedEvent } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { openSink, withSink } from "../output/file.js";
import { formatOf } from "../output/print.js";
import { UsageError } from "../usage-error.js";

/** Events name what they speak of by ids alone. */
export const watchAlerts: Run<Record<never, never>> = async (context) => {
  const write = chooseForm(context);
  const { alerts } = context.client();
  context.note("Watching alerts; Ctrl-C ends it.");
  await withSink(await openSink(context.flags.output, context.stdout), async (sink) => {
    try {
      for await (const event of alerts.watch({ signal: context.signal })) {
        await sink.write(write(event));
        if (event.type === "reset") context.note("Some events were missed: read the list again.");
      }
    } catch (error) {
      // What was written so far is whole.
      if (!(error instanceof AbortError) && !context.signal.aborted) throw error;
    }
  });
  return EXIT.interrupted;
};

function chooseForm(context: Context): (event: WatchedEvent) => string {
  const { flags, stdout } = context;
  const format = formatOf(context);
  if (format === "csv") throw new UsageError("Events are a table or ndjson.");
  const isShown = format === "table" && (flags.format === "table" || (stdout.isTTY && flags.output === undefined));
  return isShown ? drawEvent : (event) => `${JSON.stringify(event)}\n`;
}

function drawEvent(event: WatchedEvent): string {
  if (!("data" in event)) return "";
  const { id, severity = "", patientId = "" } = event.data;
  return `${event.timestamp}  ${event.type.padEnd(20)}  ${severity.padEnd(8)}  ${id}  ${patientId}`.trimEnd() + "\n";
}
