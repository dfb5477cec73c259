/**
 * What a scenario comes to, in figures and two pictures, beside its fingerprint: a changed fingerprint says that something
 * moved, a difference here what. results/baselines/<scenario>/ holds `summary.json` and the pictures.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Scenario } from "../../models/scenario/schema.js";
import type { RunResult } from "../../models/run.js";
import { combine } from "../../sim/experiment/replicate/combine.js";
import { quilibrium } from "../../models/quilibrium.js";
import { summaryOf } from "../../sim/output/summary.js";
import { renderPictures } from "../../sim/view/render.js";
import type { Baseline } from "./rows.js";

const root = new URL("../../results/baselines/", import.meta.url);

/** What is issued, and who gets it: every other figure ends up in these two. */
const pictures: readonly string[] = ["issuance", "reward-share"];

/** File below results/baselines/ → its text. */
export type Figures = ReadonlyMap<string, string>;

/** The figures of one row, from the results of its replications. */
export async function figuresOf(
  { scenario: file, horizon, settings }: Pick<Baseline, "scenario" | "horizon" | "settings">,
  {
    scenario,
    results,
  }: { readonly scenario: Scenario; readonly results: readonly (RunResult & { replication: number })[] },
): Promise<Figures> {
  const folder = file.replace(/\.yaml$/, "");
  const { name, about, seed, replications } = scenario;
  const facts = { scenario: name, about, seed, replications, fingerprint: "", interrupted: false };
  const { metrics } = summaryOf({ ...facts, metrics: combine(results).metrics, expectations: [], files: [] });
  const summary = { scenario: file, horizon, set: settings, seed, replications, metrics };
  const tables = results.map((result) => result.tables);
  const drawn = await renderPictures(
    quilibrium.picturesOf(tables, scenario).filter((picture) => pictures.includes(picture.name)),
  );
  return new Map([
    [`${folder}/summary.json`, `${JSON.stringify(summary, null, 2)}\n`],
    ...drawn.map((picture) => [`${folder}/${picture.name}.svg`, picture.svg] as const),
  ]);
}

/** All figures that are stored. */
export function readFigures(): Figures {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\/.*\.(json|svg)$/.test(path),
  );
  return new Map(files.toSorted().map((path) => [path, readFileSync(new URL(path, root), "utf8")]));
}

/** Writes these and removes all others. */
export function writeFigures(figures: Figures): void {
  for (const path of readFigures().keys()) if (!figures.has(path)) rmSync(new URL(path, root));
  for (const [path, text] of figures) {
    const url = new URL(path, root);
    mkdirSync(dirname(url.pathname), { recursive: true });
    writeFileSync(url, text);
  }
}
