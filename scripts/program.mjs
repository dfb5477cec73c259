// Bundles the program and its workers, with the libraries that they use, to a few files: to find and compile a thousand
// modules one by one took a third of a short run. What is imported as a library stays as it was compiled.
import { existsSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Modules that are started by their path, below `dist`. Each that was compiled becomes a line that imports its bundle. */
const started = [
  "models/cli/main",
  "models/worker",
  "models/gossip/worker",
  "models/mixnet/worker",
  "models/relay/worker",
];

/** Libraries that look for files or threads of their own beside themselves, and compiled ones. */
const external = ["@expo-google-fonts/*", "@resvg/*", "canvas", "piscina", "seedrandom", "sobol", "yargs", "y18n"];

// Libraries that are not modules call `require`.
const banner =
  'import { createRequire as createBundleRequire } from "node:module"; const require = createBundleRequire(import.meta.url);';

/** Bundles what was compiled to `dist`, a whole path, and other programs there; the same sources give the same bytes. */
export async function bundleProgram(dist, others = []) {
  const outdir = join(dist, "program");
  const entries = [...started.filter((entry) => existsSync(join(dist, `${entry}.js`))), ...others];
  await build({
    entryPoints: Object.fromEntries(entries.map((entry) => [entry.replaceAll("/", "-"), join(dist, `${entry}.js`)])),
    outdir,
    // Bundles name the modules in them by their paths below it, wherever it stands.
    absWorkingDir: dist,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    charset: "utf8",
    legalComments: "inline",
    logLevel: "warning",
    external,
    banner: { js: banner },
    plugins: [keepPlaces(dist, outdir)],
  });
  for (const entry of entries) await writeFile(join(dist, `${entry}.js`), await lineFor(entry, dist, outdir));
}

/** Writes down what the code in `dist`, a whole path, is called in results and snapshots: the last thing, when nothing of it changes any more. */
export async function nameCode(dist) {
  const { hashCode } = await import(pathToFileURL(join(dist, "sim/program/code-version.js")).href);
  writeFileSync(join(dist, "code-hash"), hashCode());
}

/** Modules that look for files beside themselves find them where they were compiled to. */
const keepPlaces = (dist, outdir) => ({
  name: "keep places",
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      if (!path.startsWith(resolve(dist) + sep)) return null;
      const text = await readFile(path, "utf8");
      if (!text.includes("import.meta.url")) return null;
      const place = JSON.stringify(webPath(relative(resolve(outdir), path)));
      return { contents: text.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`), loader: "js" };
    });
  },
});

async function lineFor(entry, dist, outdir) {
  const path = join(dist, `${entry}.js`);
  const text = await readFile(path, "utf8");
  const start = text.startsWith("#!") ? text.slice(0, text.indexOf("\n") + 1) : "";
  const bundle = webPath(relative(dirname(path), join(outdir, `${entry.replaceAll("/", "-")}.js`)));
  const isWorker = /^export default /m.test(text);
  return `${start}${isWorker ? `export { default } from "${bundle}";` : `import "${bundle}";`}\n`;
}

const webPath = (path) => path.split(sep).join("/");
