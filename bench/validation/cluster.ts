/** The table of docs/validation.md on a real cluster: what `scenarios/network/cluster52.yaml` predicts, at three bandwidths. */
import { join } from "node:path";
import { relayModel } from "../../models/relay/relay-model.js";
import { toldPercents } from "../../models/relay/metrics.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { rootFolder } from "../root-folder.js";

const hundredth = "10 Mbit/s";

/** Rows of the table, and what each changes in the scenario. */
const variants: readonly { readonly title: string; readonly set: readonly string[] }[] = [
  { title: "as it is: 125 MB/s a host", set: [] },
  { title: "a hundredth: 1.25 MB/s a host", set: [`topology.upload=${hundredth}`, `topology.download=${hundredth}`] },
  { title: "a hundredth, at the receiving host alone", set: [`topology.download=${hundredth}`] },
];

/** Mean times of adoption, milliseconds, in the order of `toldPercents`. */
function adoptionMs(set: readonly string[]): readonly number[] {
  const file = join(rootFolder, "scenarios/network/cluster52.yaml");
  const { scenario } = loadScenarioOf(relayModel, file, { set });
  const simulation = relayModel.createSimulation(scenario, {
    seed: String(scenario.seed),
    replication: 0,
    replay: "npm run validate -- --no-runs",
  });
  simulation.advance(Infinity);
  const { metrics } = simulation.finish();
  return toldPercents.map((percent) => Number(metrics.find(({ name }) => name === `adoption.at${percent}Ms`)?.value));
}

export const clusterTable = (): string =>
  [
    `| bandwidth | ${toldPercents.map((percent) => `${percent} %`).join(" | ")} |`,
    `| --- | ${toldPercents.map(() => "--:").join(" | ")} |`,
    ...variants.map(
      ({ title, set }) =>
        `| ${title} | ${adoptionMs(set)
          .map((ms) => ms.toFixed(1))
          .join(" | ")} |`,
    ),
  ].join("\n");
