import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installProgram } from "../cli/program.js";
import type { Program } from "../cli/program.js";
import { program as installed } from "./needs.js";
import { runProgram } from "./part.js";
import type { Part } from "./part.js";
import { openScreen } from "./screen.js";
import { expect } from "./smoke.js";

/** What is typed, and what the shell makes of it. */
const CASES: readonly (readonly [string, string])[] = [
  ["vitaledge bil", "billing"], ["vitaledge billing claims ma", "mark"], ["vitaledge --org org_1 auth mfa dis", "disable"],
  ["vitaledge patients list --format c", "csv"], ["vitaledge patients list --lim", "--limit"], ["vitaledge completion fi", "fish"],
];

const install = async (shell: string): Promise<{ program: Program; script: string; path: string }> => {
  const program = await installProgram();
  const path = join(program.folder, "bin");
  await mkdir(path);
  await symlink(join(program.folder, "dist", "vitaledge.js"), join(path, "vitaledge"));
  const script = join(program.folder, `completion.${shell}`);
  await writeFile(script, (await program.run(["completion", shell])).stdout);
  return { program, script, path: `${path}:${process.env["PATH"] ?? ""}` };
};

const shows = "commands, flags and their choices are completed where they may stand";

export const completionFish: Part = {
  name: "cli-completion-fish", shows,
  needs: [installed("fish", "fish")],
  async run() {
    const { program, script, path } = await install("fish");
    try {
      for (const [typed, wanted] of CASES) {
        const offered = runProgram("fish", ["--no-config", "-c", `source '${script}'; complete -C '${typed}'`], { environment: { PATH: path, HOME: program.folder } });
        expect(offered.split("\n").map((line) => line.split("\t")[0]).includes(wanted), `fish offers ${wanted} after '${typed}', not ${offered}`);
      }
    } finally {
      await program.remove();
    }
  },
};

export const completionZsh: Part = {
  name: "cli-completion-zsh", shows,
  needs: [installed("zsh", "zsh"), installed("tmux", "tmux", "-V")],
  async run() {
    const { program, script, path } = await install("zsh");
    const screen = await openScreen({ PATH: path, HOME: program.folder }, program.folder);
    try {
      screen.type(`exec zsh -f`);
      screen.press("Enter");
      // The prompt is % or, for root, #.
      await screen.waitFor(/^\S+[%#] *$/m);
      screen.type(`autoload -U compinit && compinit -u -D && source '${script}' && clear`);
      screen.press("Enter");
      for (const [typed, wanted] of CASES) {
        screen.press("C-u");
        screen.press("C-l");
        screen.type(typed);
        screen.press("Tab");
        const line = `${typed.slice(0, typed.lastIndexOf(" ") + 1)}${wanted}`;
        await screen.waitFor(new RegExp(`${line.replaceAll(/[.]/g, "\\.")}\\s*$`, "m"));
      }
    } finally {
      screen.close();
      await program.remove();
    }
  },
};
