/**
 * `npm run baselines`: runs every shipped scenario as its row in results/baselines/fingerprints.csv says, and writes
 * what came of it: the fingerprints, and beside them the figures. A scenario without a row gets one of a day; a row without a scenario goes.
 */
import { isCalledPlainly } from "../../scripts/no-arguments.mjs";
import { figuresOf, writeFigures } from "./figures.js";
import { baselineFile, readBaselines, writeBaselines } from "./rows.js";
import { runBaseline, shippedScenarios } from "./shipped.js";

const about =
  "Runs every shipped scenario as its row in results/baselines/fingerprints.csv says, and writes fingerprints and figures.";
if (!isCalledPlainly("npm run baselines", about)) process.exit();

const before = await readBaselines();
const runs = shippedScenarios.map((scenario) => {
  const known = before.find((row) => row.scenario === scenario);
  return runBaseline(known ?? { scenario, horizon: "1 d", settings: "" });
});
const after = runs.map(({ row }) => row);
writeBaselines(after);
const figures = new Map<string, string>();
for (const { row, ...run } of runs) for (const [path, text] of await figuresOf(row, run)) figures.set(path, text);
writeFigures(figures);
for (const row of after) {
  const known = before.find(({ scenario }) => scenario === row.scenario);
  const was =
    known === undefined ? "new" : known.fingerprint === row.fingerprint ? "unchanged" : `was ${known.fingerprint}`;
  console.log(`${row.scenario.padEnd(24)} ${row.fingerprint}  ${was}`);
}
for (const { scenario } of before.filter((row) => !shippedScenarios.includes(row.scenario)))
  console.log(`${scenario.padEnd(24)} removed: there is no such scenario`);
console.log(
  `${baselineFile} and the figures beside it are written. Say in the commit what changed and why it is right.`,
);
