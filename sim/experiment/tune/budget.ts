/** How many cells each part of a tuning takes: the same for the same budget, and what is written stands. */
import type { TuneWords } from "../../scenario/tune/read.js";
import { tuneLimits } from "../../scenario/tune/schema.js";

export interface TuneBudget {
  readonly replications: number;
  /** Of elementary effects. */
  readonly trajectories: number;
  /** Of Saltelli's design; null: as many as its points are enough for, once it is known which parameters do something. */
  readonly rows: number | null;
  readonly rowPoints: number;
  readonly population: number;
  readonly generations: number;
  /** Futures of each point of the front that is run on them, and replications of each. */
  readonly paths: number;
  readonly pathReplications: number;
  readonly robustPoints: number;
  /** Assumed figures that are varied, at most. */
  readonly inputs: number;
}

/** Parts of all cells: two parts to know what matters, one for the front, one for the futures, one for what is assumed. */
const shares = { morris: 0.15, sobol: 0.2, front: 0.35, paths: 0.2, assumed: 0.1 } as const;

export function budgetOf(cells: number, axes: number, words: Partial<TuneWords> = {}): TuneBudget {
  const { sensitivity = {}, paths = {} } = words;
  const replications = words.replications ?? (cells < 4000 ? 2 : cells < 20_000 ? 4 : 8);
  const points = (share: number): number => (share * cells) / replications;
  const robustPoints = paths.points ?? (cells < 1000 ? 4 : 8);
  const front = points(shares.front);
  // Where only the future is another one, everything else is what it was while the point was found.
  const pathReplications = paths.over === undefined ? 1 : replications;
  const population = words.population ?? 2 * Math.max(4, Math.round(Math.sqrt(front * 2) / 2));
  return {
    replications,
    trajectories: sensitivity.trajectories ?? Math.max(2, Math.floor(points(shares.morris) / (axes + 1))),
    rows: sensitivity.rows ?? null,
    rowPoints: Math.floor(points(shares.sobol)),
    population,
    generations: words.generations ?? Math.max(1, Math.floor(front / population) - 1),
    paths:
      paths.count ?? Math.min(200, Math.max(4, Math.floor((shares.paths * cells) / robustPoints / pathReplications))),
    pathReplications,
    robustPoints,
    inputs: words.assumed?.inputs ?? Math.floor(points(shares.assumed) / 2),
  };
}

/** Rows of Saltelli's design over so many parameters: a power of two, from 8 on; fewer would tell nothing. */
export const rowsOf = ({ rows, rowPoints }: Pick<TuneBudget, "rows" | "rowPoints">, axes: number): number =>
  rows ?? tuneLimits.rows.findLast((count) => count <= rowPoints / (axes + 2)) ?? 0;

/** Cells of all parts, where everything is as large as it can be. */
export function cellsOf(budget: TuneBudget, axes: number): number {
  const {
    replications,
    trajectories,
    rows,
    rowPoints,
    population,
    generations,
    paths,
    pathReplications,
    robustPoints,
    inputs,
  } = budget;
  const points =
    trajectories * (axes + 1) +
    (rows === null ? rowPoints : rows * (axes + 2)) +
    population * (generations + 1) +
    2 * inputs;
  return points * replications + paths * pathReplications * robustPoints;
}
