// Bundles the library that draws pictures, with all that it needs, into the compiled module that names it: one file
// loads in a fraction of the time of the 230 that it is made of.
import { build } from "esbuild";

/** Puts a bundle in the place of the compiled module; the same sources give the same bytes. */
export async function bundleDrawingLibrary(module) {
  await build({
    entryPoints: [module],
    outfile: module,
    allowOverwrite: true,
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "inline",
    logLevel: "warning",
    // Only asked for where it is installed, and not by what is used here.
    external: ["canvas"],
  });
}
