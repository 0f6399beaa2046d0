import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { choosePlaces, findConfigDirectory, findPlaces, readProfile, writeProfile } from "./profile.js";

describe("where profiles are kept", () => {
  it("is what the environment says, in this order", () => {
    const both = { VITALEDGE_CONFIG_DIR: "/one", XDG_CONFIG_HOME: "/two" };
    expect(findConfigDirectory(both, "linux")).toBe("/one");
    expect(findConfigDirectory({ XDG_CONFIG_HOME: "/two" }, "linux")).toBe("/two/vitaledge");
    expect(findConfigDirectory({ XDG_CONFIG_HOME: "relative" }, "linux")).toBe(join(homedir(), ".config", "vitaledge"));
    expect(findConfigDirectory({ APPDATA: "/roaming" }, "win32")).toBe("/roaming/vitaledge");
    expect(findConfigDirectory({ APPDATA: "/roaming" }, "darwin")).toBe(join(homedir(), ".config", "vitaledge"));
  });

  it("has a name that is no path", async () => {
    const environment = { VITALEDGE_CONFIG_DIR: "/one", VITALEDGE_PROFILE: "clinic" };
    expect((await choosePlaces(environment, undefined)).credentials).toBe("/one/credentials/clinic.json");
    expect((await choosePlaces(environment, "other")).profile).toBe("/one/profiles/other.json");
    expect((await choosePlaces({ VITALEDGE_CONFIG_DIR: "/one", VITALEDGE_PROFILE: "" }, undefined)).name).toBe("default");
    for (const name of ["../x", "a/b", "", ".hidden"]) expect(() => findPlaces("/one", name)).toThrow("no name for a profile");
  });
});

describe("a profile", () => {
  let directory: string;
  beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), "vitaledge-profile-"))));
  afterEach(() => rm(directory, { recursive: true }));

  it("is written for its owner alone and read again", async () => {
    const places = findPlaces(join(directory, "config"), "default");
    expect(await readProfile(places.profile)).toEqual({});
    const profile = { "base-url": "https://api.example.org", org: "org_abc123", login: { baseUrl: "https://api.example.org", kind: "session", keptIn: "file" } } as const;
    await writeProfile(places, profile);
    expect(await readProfile(places.profile)).toEqual(profile);
    expect((await stat(places.profile)).mode & 0o777).toBe(0o600);
    expect(await readFile(places.profile, "utf8")).toContain("org_abc123");
  });

  it("that cannot be read is named", async () => {
    const path = join(directory, "broken.json");
    await writeFile(path, "{");
    await expect(readProfile(path)).rejects.toThrow(`${path} cannot be read as JSON.`);
  });
});
