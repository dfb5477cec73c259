import type { Table } from "../table/result-table.js";
import type { PictureSpec } from "../experiment/picture-spec.js";
import { issuance } from "./pictures/issuance.js";
import { measuredBeside, type Observed } from "./pictures/measured-beside.js";
import { peersAndWorkers } from "./pictures/peers-and-workers.js";
import { rewardShare } from "./pictures/reward-share.js";
import { ringOccupancy } from "./pictures/ring-occupancy.js";
import { seniorityByRing } from "./pictures/seniority-by-ring.js";
import { shardsByHealth } from "./pictures/shards-by-health.js";
import { workPerIncrement } from "./pictures/work-per-increment.js";

/** What the pictures of a run are drawn from: tables of one replication, or means of several. */
export interface RunView {
  readonly series: Table;
  readonly operators: Table;
  readonly rings: Table;
  /** Measurements to set beside the run, if the scenario names some. */
  readonly observed?: Observed;
  /** Whether the simulated network has rings at all; yes unless told. */
  readonly hasRings?: boolean;
  /** Which run it is, for example scenario, rule set and seed: a line below each title. */
  readonly caption: string;
}

/** All pictures of a run, in the order in which a reader wants them. */
export const runPictures = ({
  series,
  operators,
  rings,
  observed,
  hasRings = true,
  caption,
}: RunView): readonly PictureSpec[] => [
  peersAndWorkers(series, caption),
  shardsByHealth(series, caption),
  ...(hasRings ? [ringOccupancy(series, caption), seniorityByRing(rings, caption)] : []),
  ...(hasColumn(series, "dusk.workPerIncrement") ? [workPerIncrement(series, caption)] : []),
  issuance(series, caption),
  rewardShare(operators, caption),
  ...besideMeasured(series, observed, caption),
];

/** A measured column that is no metric is there for a class to follow: nothing is simulated to set beside it. */
function besideMeasured(series: Table, observed: Observed | undefined, caption: string): readonly PictureSpec[] {
  if (observed === undefined) return [];
  const columns = observed.columns.filter(({ name }) => hasColumn(series, name));
  return columns.length === 0 ? [] : [measuredBeside(series, { ...observed, columns }, caption)];
}

const hasColumn = ({ columns }: Table, wanted: string): boolean => columns.some(({ name }) => name === wanted);
