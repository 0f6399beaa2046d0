import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findConfigDirectory, findPlaces, readProfile, writeProfile } from "./profile.js";

describe("where profiles are kept", () => {
  it("is what the environment says, in this order", () => {
    const both = { VITALEDGE_CONFIG_DIR: "/one", XDG_CONFIG_HOME: "/two" };
    expect(findConfigDirectory(both, "linux")).toBe("/one");
    expect(findConfigDirectory({ XDG_CONFIG_HOME: "/two" }, "linux")).toBe("/two/vitaledge");
    expect(findConfigDirectory({ XDG_CONFIG_HOME: "relative" }, "linux")).toBe(join(homedir(), ".config", "vitaledge"));
    expect(findConfigDirectory({ APPDATA: "/roaming" }, "win32")).toBe("/roaming/vitaledge");
    expect(findConfigDirectory({ APPDATA: "/roaming" }, "darwin")).toBe(join(homedir(), ".config", "vitaledge"));
  });

  it("has a name that is no path", () => {
    const environment = { VITALEDGE_CONFIG_DIR: "/one", VITALEDGE_PROFILE: "clinic" };
    expect(findPlaces(environment, undefined).credentials).toBe("/one/credentials/clinic.json");
    expect(findPlaces(environment, "other").profile).toBe("/one/profiles/other.json");
    expect(findPlaces({ VITALEDGE_CONFIG_DIR: "/one", VITALEDGE_PROFILE: "" }, undefined).name).toBe("default");
    for (const name of ["../x", "a/b", "", ".hidden"]) expect(() => findPlaces(environment, name)).toThrow("no name for a profile");
  });
});

describe("a profile", () => {
  let directory: string;
  beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), "vitaledge-profile-"))));
  afterEach(() => rm(directory, { recursive: true }));

  it("is written for its owner alone and read again", async () => {
    const places = findPlaces({ VITALEDGE_CONFIG_DIR: join(directory, "config") }, undefined);
    expect(await readProfile(places.profile)).toEqual({});
    const profile = { baseUrl: "https://api.example.org", organizationId: "org_abc123" };
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
