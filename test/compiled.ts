/** Programs for tests that start many processes: compiled once, they start in half the time that source needs. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Compiles source files, with all that they import, into a folder; gives the path of the first program. */
export function compile(folder: string, source: string, ...others: readonly string[]): string {
  const compilerOptions = {
    noEmit: false,
    noCheck: true,
    outDir: join(folder, "out"),
    rootDir: root,
    typeRoots: [join(root, "node_modules/@types")],
  };
  const config = {
    extends: join(root, "tsconfig.json"),
    compilerOptions,
    include: [],
    files: [source, ...others].map((file) => join(root, file)),
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  copyFileSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  execFileSync(process.execPath, [join(root, "node_modules/tsc7/bin/tsc"), "-p", join(folder, "tsconfig.json")]);
  copyPageFiles(join(folder, "out"));
  return join(folder, "out", source.replace(/\.ts$/, ".js"));
}

/**
 * Bundles what `compile` put into the folder, as the build does, so that a program starts in a third of the time: for tests that start hundreds.
 * `programs`: those beside the command line, below the folder and without ending.
 */
export function bundle(folder: string, ...programs: readonly string[]): void {
  const out = join(folder, "out");
  const bundler = new URL("../scripts/program.mjs", import.meta.url).href;
  const code = `
    import { bundleProgram, nameCode } from ${JSON.stringify(bundler)};
    await bundleProgram(...${JSON.stringify([out, programs])});
    await nameCode(${JSON.stringify(out)});`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", code]);
}

/** Puts what every report holds, which no compiler makes, beside compiled modules. */
export function copyPageFiles(compiled: string): void {
  const reports = join(compiled, "sim/view/report");
  mkdirSync(reports, { recursive: true });
  for (const name of ["page.js", "style.css"])
    copyFileSync(join(root, "dist/sim/view/report", name), join(reports, name));
}
