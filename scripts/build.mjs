// Compiles sim/ and models/ to dist/, so that `npx orrery` starts without a TypeScript loader, and bundles the script of
// reports, so that a page needs no network, the page of `orrery watch`, and the library of pictures and the program itself,
// so that they load fast.
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { bundleDrawingLibrary } from "./drawing-library.mjs";
import { isCalledPlainly } from "./no-arguments.mjs";
import { bundlePage } from "./page.mjs";
import { bundleProgram } from "./program.mjs";
import { bundleWatchPage } from "./watch-page.mjs";

const about = "Compiles sim/, models/ and bench/ to dist/, with the script of reports.";
if (!isCalledPlainly("npm run build", about)) process.exit();

rmSync("dist", { recursive: true, force: true });
const compiler = "node_modules/tsc7/bin/tsc";
const compiled = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
chmodSync("dist/models/cli/main.js", 0o755);
await bundlePage("dist/sim/view/report");
await bundleWatchPage("dist/sim/view/watch");
await bundleDrawingLibrary("dist/sim/view/drawing-library.js");
await bundleProgram("dist");
// What the code is called, in results and snapshots: the last thing, when nothing of it changes any more.
const { hashCode } = await import("../dist/sim/files/code-version.js");
writeFileSync("dist/code-hash", hashCode());
