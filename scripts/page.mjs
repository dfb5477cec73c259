// Bundles what a report runs in the browser, its pictures' library with it, to one script and one style sheet, which
// `sim/view/report` writes into every page: nothing is loaded when somebody opens it.
import { build } from "esbuild";

/** Bundles to a folder; the same sources give the same bytes. */
export async function bundlePage(folder) {
  await build({
    entryPoints: { page: "sim/view/report/page/main.ts", style: "sim/view/report/page/style.css" },
    outdir: folder,
    bundle: true,
    minify: true,
    // Top-level await, and every browser of the last two years.
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "inline",
    // Pictures save themselves without it, and hold no locale of their own.
    logLevel: "warning",
    tsconfig: "sim/view/report/page/tsconfig.json",
  });
}
