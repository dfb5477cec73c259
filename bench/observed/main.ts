/**
 * `npm run observed -- FOLDER [--until DAY]`: prints, as a Markdown table, how close a run came to the measurements in
 * its scenario.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { columnName } from "../../sim/table/column-name.js";
import { countText } from "../../sim/units/readable.js";
import { runProgram, UsageProblem } from "../command-line.js";
import { activeRings, compareObserved, type Observed, readColumns } from "./compare.js";

/** Provers in a ring of every 2.1 network (protocol.md `ring.size`). */
const ringSize = 8;

interface ResolvedScenario {
  readonly observed?: Observed;
  readonly operators: readonly { readonly follow?: string }[];
}

const usage = {
  call: "npm run observed -- FOLDER [--until DAY]",
  about: "Prints, as a Markdown table, how close the run in a results folder came to the measurements in its scenario.",
  options: { until: { value: "DAY", about: "compare up to this day only, from 0" } },
  examples: ["npm run observed -- results/mainnet-2026-03/1-9f86d081 --until 9"],
};

await runProgram(usage, ({ words: [folder, ...rest], text }) => {
  if (folder === undefined || rest.length > 0)
    throw new UsageProblem("name the folder of one run: npm run observed -- results/NAME/SEED-HASH");
  const until = text("until");
  if (until !== undefined && !/^\d{1,5}(\.\d+)?$/.test(until))
    throw new UsageProblem(`--until ${until}: write a day as a number from 0`);
  compare(folder, until === undefined ? Infinity : Number(until));
});

/** Throws `UsageProblem` where a file of a run is missing. */
function readFrom(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), "utf8");
  } catch (error) {
    throw new UsageProblem(`${folder} is not the folder of a run: ${file} ${(error as NodeJS.ErrnoException).code}`);
  }
}

function compare(folder: string, untilDay: number): void {
  const read = (file: string): string => readFrom(folder, file);
  const { observed, operators } = parse(read("scenario.resolved.yaml")) as ResolvedScenario;
  if (observed === undefined) throw new UsageProblem("the scenario of this run has no `observed` block");
  const series = readColumns(read("series.csv"));
  // What is no metric is there for a class to follow: nothing is simulated to compare it with.
  const columns = Object.fromEntries(
    Object.entries(observed.columns).filter(([metric]) => series.has(columnName(metric))),
  );
  const compared = compareObserved({ ...observed, columns }, series, untilDay);
  const lastDay = observed.timeDays.findLast((day) => day <= untilDay);
  const lines = compared.map(({ metric, measuredFirst, measuredLast, simulatedLast, meanAbsoluteDeviation }) => {
    const role = operators.some(({ follow }) => follow === metric) ? "input" : "outcome";
    const figures = [measuredFirst, measuredLast, simulatedLast, meanAbsoluteDeviation].map(countText);
    return `| \`${metric}\` | ${role} | ${figures.join(" | ")} |\n`;
  });
  const { rings, none } = activeRings(readColumns(read("shards.csv")), ringSize);
  const byRing = rings.map((shards, ring) => `${countText(shards)} in ring ${ring}`).join(", ");
  process.stdout.write(
    [
      `| metric | | measured, day 0 | measured, day ${lastDay} | simulated, day ${lastDay} | mean absolute deviation |\n`,
      "| --- | --- | --: | --: | --: | --: |\n",
      ...lines,
      `\nShards at the end by the outermost ring of active provers: ${byRing}, ${countText(none)} without any.\n`,
    ].join(""),
  );
}
