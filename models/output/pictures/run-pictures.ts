import type { Table } from "../../../sim/table/result-table.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { ceremonyLine } from "./ceremony-line.js";
import { issuance } from "./issuance.js";
import { measuredBeside, type Observed } from "./measured-beside.js";
import { operatorsAndPrice } from "./operators-and-price.js";
import { peersAndWorkers } from "./peers-and-workers.js";
import { rewardShare } from "./reward-share.js";
import { ringOccupancy } from "./ring-occupancy.js";
import { seniorityByRing } from "./seniority-by-ring.js";
import { shardsByHealth } from "./shards-by-health.js";
import { storedData } from "./stored-data.js";
import { hasStrategies, strategiesFollowed } from "./strategies-followed.js";
import { tokenPrice } from "./token-price.js";
import { wireTraffic } from "./wire-traffic.js";
import { workPerIncrement } from "./work-per-increment.js";

/** What the pictures of a run are drawn from: tables of one replication, or means of several. */
export interface RunView {
  readonly series: Table;
  readonly operators: Table;
  readonly rings: Table;
  /** Measurements to set beside the run, if the scenario names some. */
  readonly observed?: Observed;
  /** Whether the simulated network has rings at all; yes unless given. */
  readonly hasRings?: boolean;
  /** What the timeline brought, and when. */
  readonly marks?: readonly Mark[];
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
  marks = [],
  caption,
}: RunView): readonly PictureSpec[] => [
  peersAndWorkers(series, caption, marks),
  shardsByHealth(series, caption, marks),
  ...(hasRings ? [ringOccupancy(series, caption, marks), seniorityByRing(rings, caption)] : []),
  ...(hasColumn(series, "ceremony.waiting") ? [ceremonyLine(series, caption, marks)] : []),
  ...(hasColumn(series, "dusk.workPerIncrement") ? [workPerIncrement(series, caption, marks)] : []),
  issuance(series, caption, marks),
  ...(hasColumn(series, "wire.pollLoad") ? [wireTraffic(series, caption, marks)] : []),
  ...(hasColumn(series, "market.price_usd") ? [tokenPrice(series, caption, marks)] : []),
  ...(hasColumn(series, "storage.bytes") ? [storedData(series, caption, marks)] : []),
  rewardShare(operators, caption),
  ...(hasStrategies(series) ? [strategiesFollowed(series, caption, marks)] : []),
  ...(hasColumn(series, "money.operatorsRunning") ? [operatorsAndPrice(series, caption, marks)] : []),
  ...besideMeasured(series, observed, { caption, marks }),
];

/** A measured column that is no metric is there for a class to follow: nothing is simulated to set beside it. */
function besideMeasured(
  series: Table,
  observed: Observed | undefined,
  { caption, marks }: { readonly caption: string; readonly marks: readonly Mark[] },
): readonly PictureSpec[] {
  if (observed === undefined) return [];
  const columns = observed.columns.filter(({ name }) => hasColumn(series, name));
  return columns.length === 0 ? [] : [measuredBeside(series, { ...observed, columns }, { caption, marks })];
}

const hasColumn = ({ columns }: Table, wanted: string): boolean => columns.some(({ name }) => name === wanted);
