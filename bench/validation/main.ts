/**
 * `npm run validate`: simulates every window of the measured table, fed and blind, and writes the tables and pictures of
 * docs/validation.md anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadScenario, simulate } from "../../models/index.js";
import type { PictureSpec } from "../../sim/experiment/picture-spec.js";
import { renderPictures } from "../../sim/view/render.js";
import { runProgram, UsageProblem } from "../command-line.js";
import { withTables } from "../marked-tables.js";
import { rootFolder } from "../root-folder.js";
import { clusterTable } from "./cluster.js";
import { deviationsText, readDeviations } from "./deviations-file.js";
import { pageTables } from "./page-tables.js";
import { besidePicture, skillPicture } from "./pictures.js";
import type { Deviation } from "./score.js";
import { stages } from "./stages.js";
import { deviationsOfStage, deviationsFile, measuredDays, tableFile } from "./validate.js";

const usage = {
  call: "npm run validate -- [STAGE...] [--no-runs]",
  about:
    "Simulates the windows of the measured table, fed and blind, and writes the tables and pictures of docs/validation.md; of the named stages alone, with what is stored for the others.",
  options: { "no-runs": { value: "", about: "write the page from the deviations that are stored" } },
  examples: ["npm run validate", "npm run validate -- July August"],
};

const pageFile = "docs/validation.md";

await runProgram(usage, async ({ words, flag }) => {
  const known = stages.map(({ name }) => name);
  const unknown = words.filter((word) => !known.includes(word));
  if (unknown.length > 0)
    throw new UsageProblem(`no stage is called ${unknown.join(", ")}; there are: ${known.join(", ")}`);
  const stored = readDeviations(readFileSync(join(rootFolder, deviationsFile), "utf8"));
  const chosen = flag("no-runs") ? [] : stages.filter(({ name }) => words.length === 0 || words.includes(name));
  const deviations: Deviation[] = [];
  for (const stage of stages) {
    if (chosen.includes(stage))
      deviations.push(...(await deviationsOfStage(stage, (text) => void process.stderr.write(text))));
    else deviations.push(...stored.filter((one) => one.stage === stage.name));
  }
  writeFileSync(join(rootFolder, deviationsFile), deviationsText(deviations));
  const page = join(rootFolder, pageFile);
  const tables = new Map([...pageTables(deviations), ["cluster52", clusterTable()]]);
  writeFileSync(page, await withTables(readFileSync(page, "utf8"), tables, "validate"));
  for (const { name, png } of await renderPictures([skillPicture(deviations, 7), await juneBeside()]))
    writeFileSync(join(rootFolder, "docs", `${name}.png`), png);
  process.stdout.write(`${pageFile} is written, from ${tableFile}.\n`);
});

/** The crisis of June, day by day. */
async function juneBeside(): Promise<PictureSpec> {
  const [june] = stages.filter(({ name }) => name === "June");
  const scenario = loadScenario(join(rootFolder, "scenarios/mainnet", june.file));
  const { replications } = await simulate(scenario, { workers: 1 });
  const rows = measuredDays(june);
  return besidePicture(replications[0].tables, june, rows);
}
