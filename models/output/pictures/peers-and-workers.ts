import type { Table } from "../../../sim/table/result-table.js";
import { linesOverTime, stackedPanels } from "../../../sim/view/panels.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { panel, picture } from "../../../sim/view/theme.js";

/** How many peers there are, and what their workers do, over time. */
export function peersAndWorkers(series: Table, caption: string, marks: readonly Mark[] = []): PictureSpec {
  const peers = linesOverTime({
    series,
    marks,
    measures: [
      { column: "population.peers", label: "all peers" },
      { column: "population.peersOnline", label: "peers online" },
    ],
    yTitle: "peers",
    labelsTime: false,
    tickMinStep: 1,
    height: 150,
  });
  const workers = linesOverTime({
    series,
    marks,
    measures: [
      { column: "population.workers", label: "all workers" },
      { column: "population.workersActive", label: "active" },
      { column: "population.workersJoining", label: "joining" },
      { column: "population.workersLeaving", label: "leaving" },
      { column: "population.workersFree", label: "without a shard" },
    ],
    yTitle: "workers",
    labelsTime: true,
    tickMinStep: 1,
    height: panel.height,
  });
  return picture(
    "peers-and-workers",
    { title: "Peers and their workers over time", caption },
    stackedPanels([peers, workers]),
  );
}
