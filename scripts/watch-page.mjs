// Bundles the page of `orrery watch`: a script with preact in it, and a style sheet, which its server hands out.
import { cpSync } from "node:fs";
import { build } from "vite";

/** Bundles to a folder; the same sources give the same bytes. */
export async function bundleWatchPage(folder) {
  await build({
    configFile: false,
    root: "sim/view/watch/page",
    logLevel: "warn",
    publicDir: false,
    // The transformer reads the page's own tsconfig.json, where JSX is preact's.
    build: {
      outDir: `${process.cwd()}/${folder}`,
      emptyOutDir: false,
      target: "es2022",
      minify: true,
      modulePreload: false,
      rollupOptions: {
        input: "sim/view/watch/page/main.tsx",
        output: { entryFileNames: "page.js", format: "es" },
      },
    },
  });
  cpSync("sim/view/watch/page/style.css", `${folder}/style.css`);
}
