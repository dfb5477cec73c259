/**
 * `npm run observed -- FOLDER [--until DAY]`: prints, as a Markdown table, how close a run came to the measurements in
 * its scenario.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { countText } from "../../sim/cli/quantities.js";
import { activeRings, compareObserved, type Observed, readColumns } from "./compare.js";

/** Provers in a ring of every 2.1 network (protocol.md `ring.size`). */
const ringSize = 8;

interface ResolvedScenario {
  readonly observed?: Observed;
  readonly operators: readonly { readonly follow?: string }[];
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { until: { type: "string" } } });
const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write("name the folder of a run: npm run observed -- results/NAME/SEED-HASH\n");
  process.exitCode = 2;
} else {
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const { observed, operators } = parse(read("scenario.resolved.yaml")) as ResolvedScenario;
  if (observed === undefined) throw new Error("the scenario of this run has no `observed` block");
  const untilDay = values.until === undefined ? Infinity : Number(values.until);
  const compared = compareObserved(observed, readColumns(read("series.csv")), untilDay);
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
