import { describe, expect, test } from "vitest";
import { readDeployed, refusal, unknownSettings } from "./files.js";

type Unit = Map<string, string[]>;

const readUnit = (name: string): Unit => {
  const unit: Unit = new Map();
  for (const line of readDeployed(`systemd/${name}`).split("\n").filter((one) => one && !/^[#[]/.test(one))) {
    const [, key, value] = /^(\w+)=(.*)$/.exec(line)!;
    unit.set(key!, [...(unit.get(key!) ?? []), value!]);
  }
  return unit;
};

const settingsOf = (file: string): string[] => readDeployed(`systemd/${file}.example`).split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split("=")[0]!);

const UNITS = ["vitaledge-server.service", "vitaledge-migrate.service"];
const HARDENED = { DynamicUser: "yes", NoNewPrivileges: "yes", CapabilityBoundingSet: "", ProtectSystem: "strict", ProtectHome: "yes", PrivateDevices: "yes", PrivateTmp: "yes", RestrictNamespaces: "yes", UMask: "0077" };

describe("the units for systemd", () => {
  test.each(UNITS)("%s runs the installed program by a command that it knows, as nobody in particular", (name) => {
    const unit = readUnit(name);
    const [node, file, ...args] = unit.get("ExecStart")![0]!.split(" ");
    expect([node, file]).toEqual(["/usr/bin/node", "/opt/vitaledge/server/dist/bin.js"]);
    expect(refusal(args)).toBeUndefined();
    for (const [key, value] of Object.entries(HARDENED)) expect(unit.get(key), key).toEqual([value]);
  });

  test.each(UNITS)("%s reads files whose examples name settings that the server knows", (name) => {
    const files = readUnit(name).get("EnvironmentFile")!.map((path) => path.replace("/etc/vitaledge/", ""));
    expect(unknownSettings(files.flatMap(settingsOf))).toEqual([]);
    expect(files.includes("owner.env")).toBe(name === "vitaledge-migrate.service");
    expect(settingsOf("server.env")).not.toContain("DATABASE_OWNER_URL");
  });

  test("the server starts after the migration, and has longer to end than it takes", () => {
    const unit = readUnit("vitaledge-server.service");
    expect(unit.get("Requires")).toEqual(["vitaledge-migrate.service"]);
    expect(unit.get("After")![0]).toContain("vitaledge-migrate.service");
    expect(Number(unit.get("TimeoutStopSec")![0])).toBeGreaterThan(60);
  });
});
