import { readFile } from "node:fs/promises";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { confirm } from "../input/confirm.js";
import { readAll } from "../input/stdin.js";
import { openSink, withSink } from "../output/file.js";
import { formatOf, printAnswer } from "../output/print.js";

type Kind = "charges" | "fees";
type Empty = Record<never, never>;

export function showPrices(kind: Kind): Run<Empty> {
  return async (context) => {
    const prices = context.client().organizations[kind];
    const options = { signal: context.signal };
    if (formatOf(context) !== "csv") {
      await printAnswer(context, await prices.get(options), COLUMNS[`org ${kind} show`]);
      return EXIT.done;
    }
    // The server's own file, which goes back as it is.
    const text = await prices.file(options).text();
    await withSink(await openSink(context.flags.output, context.stdout), (sink) => sink.write(text));
    return EXIT.done;
  };
}

export function uploadPrices(kind: Kind): Run<Empty> {
  return async (context, _options, [file = "-"]) => {
    const csv = await readText(context, file);
    await confirm(context, `All ${kind} of the organization are replaced by those of ${file === "-" ? "standard input" : file}.`);
    const { data } = await context.client().organizations[kind].upload(csv, { signal: context.signal });
    context.note(`${data.length} ${kind} count from now on, and none of those before.`);
    return EXIT.done;
  };
}

function readText({ stdin }: Context, file: string): Promise<string> {
  return file === "-" ? readAll(stdin) : readFile(file, "utf8");
}
