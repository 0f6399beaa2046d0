import { existsSync } from "node:fs";
import { join } from "node:path";
import { installProgram } from "../cli/program.js";
import { program } from "./needs.js";
import { runFor } from "./part.js";
import type { Part } from "./part.js";
import { setRuntimeStage } from "./runtimes/stage.js";
import { expect } from "./smoke.js";

const SECONDS = 60;

// A session bus and an unlocked keyring of its own, in folders that go with the program's.
const SCRIPT = `
export XDG_RUNTIME_DIR="$HOME/run" XDG_DATA_HOME="$HOME/data"; mkdir -m 700 "$XDG_RUNTIME_DIR" "$XDG_DATA_HOME"
printf word | gnome-keyring-daemon --unlock --components=secrets > /dev/null; sleep 0.5
vitaledge() { "$NODE" "$VITALEDGE" "$@"; }
printf '%s\\n' "$PASSWORD" | vitaledge auth login --base-url "$BASE_URL" --email "$EMAIL"; echo "login $?"
vitaledge auth status -f csv --fields credentials,role; echo "status $?"
vitaledge doctor | grep keyring
vitaledge auth logout; echo "logout $?"
vitaledge auth status 2> /dev/null; echo "after $?"
`;

export const cliKeyring: Part = {
  name: "cli-keyring",
  shows: "with a real keyring (GNOME's, by secret-tool) a login is kept there and in no file, is found again, and is gone after logout",
  needs: [program("secret-tool", "libsecret-tools"), program("gnome-keyring-daemon", "gnome-keyring"), program("dbus-run-session", "dbus")],
  async run() {
    const [{ facts, stop }, program] = await Promise.all([setRuntimeStage(), installProgram()]);
    const { folder } = program;
    try {
      const environment = {
        HOME: folder, VITALEDGE_CONFIG_DIR: join(folder, "config"), NODE: process.execPath, VITALEDGE: join(folder, "dist", "vitaledge.js"),
        BASE_URL: facts.baseUrl, EMAIL: facts.email, PASSWORD: facts.password,
      };
      const { output } = await runFor(SECONDS, "dbus-run-session", ["--", "sh", "-c", SCRIPT], { environment, cwd: folder });
      for (const line of ["The session is kept in the keyring (secret-tool).", "keyring (secret-tool),OWNER", "secret-tool answers and keeps the login", "login 0", "status 0", "logout 0", "after 4"]) {
        expect(output.includes(line), `'${line}' is told: ${output}`);
      }
      expect(!existsSync(join(folder, "config", "credentials", "default.json")), "no file has the session");
    } finally {
      await Promise.all([stop(), program.remove()]);
    }
  },
};
