// Compiles sim/ and models/ to dist/, so that `npx orrery` starts without a TypeScript loader, and bundles the script of
// reports, so that a page needs no network, the page of `orrery watch`, and the library of pictures and the program itself,
// so that they load fast.
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { bundleDrawingLibrary } from "./drawing-library.mjs";
import { isCalledPlainly } from "./no-arguments.mjs";
import { bundlePage } from "./page.mjs";
import { bundleProgram, nameCode } from "./program.mjs";
import { bundleWatchPage } from "./watch-page.mjs";

const about = "Compiles sim/, models/ and bench/ to dist/, with the script of reports.";
if (!isCalledPlainly("npm run build", about)) process.exit();

// What runs from dist/ goes on with whole files: the new one is made beside it and takes its place when it is finished.
const fresh = mkdtempSync(".dist-");
process.on("exit", () => rmSync(fresh, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

const compiler = "node_modules/tsc7/bin/tsc";
const compiled = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", fresh], {
  stdio: "inherit",
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
chmodSync(fresh, 0o755);
chmodSync(join(fresh, "models/cli/main.js"), 0o755);
await bundlePage(join(fresh, "sim/view/report"));
await bundleWatchPage(join(fresh, "sim/view/watch"));
await bundleDrawingLibrary(join(fresh, "sim/view/drawing-library.js"));
await bundleProgram(resolve(fresh));
await nameCode(resolve(fresh));

const old = `${fresh}-old`;
if (existsSync("dist")) renameSync("dist", old);
renameSync(fresh, "dist");
rmSync(old, { recursive: true, force: true });
