import type { Table } from "../../../sim/table/result-table.js";
import { linesOverTime, partsOverTime, stackedPanels } from "../../../sim/view/panels.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { palette, panel, picture } from "../../../sim/view/theme.js";

/** How many shards are healthy, need coverage, are at risk of a halt or halted, over time; below, the halted ones on a scale of their own. */
export function shardsByHealth(series: Table, caption: string, marks: readonly Mark[] = []): PictureSpec {
  const health = partsOverTime({
    series,
    marks,
    measures: [
      { column: "shard.healthy", label: "healthy" },
      { column: "shard.needsCoverage", label: "needs coverage" },
      { column: "shard.haltRisk", label: "at risk of a halt" },
      { column: "coverage.haltedShards", label: "halted" },
    ],
    colors: palette.alarm,
    lineColors: palette.alarmLines,
    yTitle: "shards",
    labelsTime: false,
    tickMinStep: 1,
    height: panel.height,
  });
  const halted = linesOverTime({
    series,
    marks,
    measures: [{ column: "coverage.haltedShards", label: "halted" }],
    colors: [palette.alarm[3]],
    yTitle: "halted shards",
    labelsTime: true,
    tickMinStep: 1,
    height: 90,
  });
  return picture("shards-by-health", { title: "Shards by health over time", caption }, stackedPanels([health, halted]));
}
