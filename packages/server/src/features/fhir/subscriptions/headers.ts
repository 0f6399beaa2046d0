import { refuse } from "./refuse.js";

const HEADER = /^([!#$%&'*+\-.^_`|~A-Za-z0-9]{1,100}):[ \t]*([\x20-\x7e]{0,4000})$/;
/** What the sending itself settles, or proxies would read as meant for them. */
const SETTLED = /^(host|content-.*|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|user-agent|proxy-.*|x-forwarded-.*|forwarded)$/i;
const MOST = 20;

/** `Name: value` lines of a channel, as names and values. */
export const headersOf = (lines: readonly string[] = []): Record<string, string> => {
  if (lines.length > MOST) refuse("channel.header", "value", `takes at most ${MOST}`);
  return Object.fromEntries(lines.map((line, index): [string, string] => {
    const [, name, value] = HEADER.exec(line) ?? refuse(`channel.header[${index}]`, "value", "has to be a header's name, a colon and a value");
    return SETTLED.test(name!) ? refuse(`channel.header[${index}]`, "value", "is a header that the server sets itself") : [name!.toLowerCase(), value!.trim()];
  }));
};
