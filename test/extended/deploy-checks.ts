import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { foreignProgram, program } from "./needs.js";
import { runProgram } from "./part.js";
import type { Need, Part } from "./part.js";
import { expect } from "./smoke.js";

const DEPLOY = fileURLToPath(new URL("../../deploy", import.meta.url));
/** Of ten, by systemd's own count; what V8 needs is a part of it. */
const MOST_EXPOSED = 2;

export const hadolint: Part = {
  name: "hadolint",
  shows: "hadolint finds nothing in the Dockerfile",
  needs: [foreignProgram("hadolint", "github.com/hadolint/hadolint")],
  run: async () => void runProgram("hadolint", ["Dockerfile"], { cwd: DEPLOY }),
};

const compose = (...args: string[]) => spawnSync("docker", ["compose", ...args], { encoding: "utf8" });

const COMPOSE: Need = {
  what: "docker's plugin compose, version 2 (not in Debian: github.com/docker/compose); an engine is not needed",
  isThere: () => compose("version").status === 0,
  version: () => `docker compose ${compose("version", "--short").stdout.trim()}`,
};

export const composeConfig: Part = {
  name: "compose-config",
  shows: "docker compose reads the compose file with the example's settings",
  needs: [COMPOSE],
  async run() {
    const names = ["DOMAIN", "VITALEDGE_MASTER_KEY", "SUPERUSER_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "WORKER_PASSWORD"];
    runProgram("docker", ["compose", "-f", "compose.yaml", "config", "--quiet"], { cwd: DEPLOY, environment: Object.fromEntries(names.map((name) => [name, "x"])) });
  },
};

export const kubeconform: Part = {
  name: "kubeconform",
  shows: "kubeconform finds nothing in the manifests",
  needs: [foreignProgram("kubeconform", "github.com/yannh/kubeconform", "-v")],
  run: async () => runProgram("kubeconform", ["-strict", "-summary", "-ignore-filename-pattern", "kustomization.yaml", "kubernetes"], { cwd: DEPLOY }).trim(),
};

export const caddyfile: Part = {
  name: "caddyfile",
  shows: "Caddy takes the Caddyfile",
  needs: [program("caddy", "caddy", "version")],
  run: async () => void runProgram("caddy", ["validate", "--adapter", "caddyfile", "--config", "Caddyfile"], { cwd: DEPLOY, environment: { DOMAIN: "vitaledge.example.org" } }),
};

export const systemdUnits: Part = {
  name: "systemd",
  shows: `systemd-analyze takes the units and counts the server's as exposed at most ${MOST_EXPOSED} of 10`,
  needs: [program("systemd-analyze", "systemd")],
  async run() {
    const units = ["server", "migrate"].map((name) => `systemd/vitaledge-${name}.service`);
    expect(!runProgram("systemd-analyze", ["verify", "--man=no", ...units], { cwd: DEPLOY }).includes("vitaledge"), "nothing is said against the units");
    const exposed = units.map((unit) => Number(/exposure level for \S+: ([\d.]+)/.exec(runProgram("systemd-analyze", ["security", "--offline=true", "--no-pager", unit], { cwd: DEPLOY }))![1]));
    expect(exposed[0]! <= MOST_EXPOSED, `the server is exposed at most ${MOST_EXPOSED} (it is ${exposed[0]})`);
    return `exposure of the server ${exposed[0]}, of the migration ${exposed[1]}`;
  },
};
