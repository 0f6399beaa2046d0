// Loaded into the server by the soak: writes what the process needs and how late its event loop is, a JSON object a line.
import { appendFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

const INTERVAL = 5_000;
const file = process.env.SOAK_SAMPLES;
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();

setInterval(() => {
  const resources = {};
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
  const sample = { rss: process.memoryUsage.rss(), delay: delay.percentile(99) / 1e6, resources };
  delay.reset();
  appendFileSync(file, `${JSON.stringify(sample)}\n`);
}, INTERVAL).unref();
