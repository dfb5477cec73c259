// Installs other versions of Node, pinned in scripts/other-nodes/, so that test/other-nodes.slow.test.ts can run the same
// scenarios under them. 370 MB that only this test needs, hence no dependency of package.json; they go to .cache/, which
// `npm ci` leaves alone. Installs nothing if they are there, and nothing where there is no such binary.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isCalledPlainly } from "./no-arguments.mjs";

const about =
  "Installs Node 22 and 24 (370 MB, linux x64) into .cache/, for the test that compares results under them.";
if (!isCalledPlainly("npm run other-nodes", about)) process.exit();

const pins = fileURLToPath(new URL("other-nodes/", import.meta.url));
const cache = fileURLToPath(new URL("../.cache/other-nodes/", import.meta.url));
const lock = readFileSync(`${pins}package-lock.json`, "utf8");
// Written last: a folder without it was not finished.
const stamp = `${cache}installed`;

if (process.platform !== "linux" || process.arch !== "x64") {
  console.log(
    `Other versions of Node are for linux x64; this is ${process.platform} ${process.arch}. Nothing is installed.`,
  );
} else if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) {
  console.log("The other versions of Node are there.");
} else {
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) cpSync(`${pins}${name}`, `${cache}${name}`);
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: cache,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status === 0) writeFileSync(stamp, lock);
  process.exitCode = status ?? 1;
}
