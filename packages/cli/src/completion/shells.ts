import type { Tree } from "./places.js";

type Write = (tree: Tree) => string;

export const SHELLS = {
  bash: async (): Promise<Write> => (await import("./bash.js")).writeBash,
  zsh: async (): Promise<Write> => (await import("./zsh.js")).writeZsh,
  fish: async (): Promise<Write> => (await import("./fish.js")).writeFish,
  powershell: async (): Promise<Write> => (await import("./powershell.js")).writePowerShell,
};
