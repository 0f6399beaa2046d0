import type { ImportRow, Rejection } from "../input/observation-rows.js";
import { openFile } from "./file.js";
import type { Sink } from "./file.js";

/** The file of refused rows; it comes into being with the first of them. */
export class Rejects {
  readonly path: string;
  #sink: Sink | undefined;
  #count = 0;

  constructor(path: string) {
    this.path = path;
  }

  get count(): number {
    return this.#count;
  }

  async add({ line, observation }: ImportRow, problem: Rejection): Promise<void> {
    this.#sink ??= await openFile(this.path);
    this.#count += 1;
    await this.#sink.write(`${JSON.stringify({ line, problem, observation })}\n`);
  }

  /** Also when the import broke off: what was refused by then is worth having. */
  async close(): Promise<void> {
    await this.#sink?.commit();
    this.#sink = undefined;
  }
}
