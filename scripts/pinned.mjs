// Packages that one script alone needs: too large to be dependencies of package.json, pinned by a lock file of their own.
// They go to .cache/, which `npm ci` leaves alone, and are installed once for each lock file.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Installs what scripts/NAME/ pins, unless it is there. Answers npm's exit status, and the folder with `node_modules`. */
export function installPinned(name, ...options) {
  const pins = fileURLToPath(new URL(`${name}/`, import.meta.url));
  const folder = fileURLToPath(new URL(`../.cache/${name}/`, import.meta.url));
  const lock = readFileSync(`${pins}package-lock.json`, "utf8");
  // Written last: a folder without it was not finished.
  const stamp = `${folder}installed`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return { folder, status: 0, wasThere: true };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) cpSync(`${pins}${file}`, `${folder}${file}`);
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", ...options], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status === 0) writeFileSync(stamp, lock);
  return { folder, status: status ?? 1, wasThere: false };
}
