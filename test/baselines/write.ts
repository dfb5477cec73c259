/**
 * `npm run baselines`: runs every shipped scenario as its row in results/baselines/fingerprints.csv says, and writes
 * what came of it. A scenario without a row gets one of a day; a row without a scenario goes.
 */
import { isCalledPlainly } from "../../scripts/no-arguments.mjs";
import { baselineFile, readBaselines, writeBaselines } from "./rows.js";
import { runBaseline, shippedScenarios } from "./shipped.js";

const about =
  "Runs every shipped scenario as its row in results/baselines/fingerprints.csv says, and writes what came of it.";
if (!isCalledPlainly("npm run baselines", about)) process.exit();

const before = await readBaselines();
const after = shippedScenarios.map((scenario) => {
  const known = before.find((row) => row.scenario === scenario);
  return runBaseline(known ?? { scenario, horizon: "1 d", set: "" }).row;
});
writeBaselines(after);
for (const row of after) {
  const known = before.find(({ scenario }) => scenario === row.scenario);
  const was =
    known === undefined ? "new" : known.fingerprint === row.fingerprint ? "unchanged" : `was ${known.fingerprint}`;
  console.log(`${row.scenario.padEnd(24)} ${row.fingerprint}  ${was}`);
}
for (const { scenario } of before.filter((row) => !shippedScenarios.includes(row.scenario)))
  console.log(`${scenario.padEnd(24)} removed: there is no such scenario`);
console.log(`${baselineFile} is written. Say in the commit what changed and why it is right.`);
