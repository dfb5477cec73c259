/** A row of the public page as figures of shards, whichever way the page counted (test/measured/README.md). */
import { counted } from "../../../sim/units/readable.js";
import { type Band, healthRanges, isFault, type StartFault, type StartFigures } from "./bands.js";
import type { PageCounting, PageRow, Start } from "./schema.js";

/** First days on which the page counted otherwise than before: rings, halt, status. */
const [ringsByActive, haltOccupied, statusEffective] = ["2026-04-13", "2026-06-09", "2026-06-20"];

/** How the page counted: as the row says, or as it did on its day. */
export function countingOf({ counting, date = "" }: PageRow): PageCounting {
  if (counting !== undefined) return counting;
  return {
    rings: date < ringsByActive ? "activeAndJoining" : "active",
    halt: date < haltOccupied ? "all" : "occupied",
    status: date < statusEffective ? "stored" : "effective",
  };
}

const fault = (column: string, message: string): StartFault => ({ path: `page.${column}`, message });

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export interface Grid {
  readonly count: number;
  /** Bytes. */
  readonly world: number;
  /** Which field says how many shards there are. */
  readonly told?: string;
}

/** What the scenario says of how many shards there are. */
export const countTold = ({ count, told = "shards.count says" }: Grid): string => `${told} ${count}`;

/** Figures of the row, or the first column that does not go with the others. */
export function pageFigures(
  { page, stale, joined = 0 }: Pick<Start, "stale" | "joined"> & { readonly page: PageRow },
  grid: Grid,
  ringSize: number,
): StartFigures | StartFault {
  const counting = countingOf(page);
  const { active, workers } = page;
  if (typeof active !== "number")
    return fault("active", "nothing is known of a network without its active allocations");
  const joining = page.joining ?? (typeof workers === "number" ? workers - active : 0);
  const leaving = page.leaving ?? 0;
  const wrong = rowFault(page, grid, active + joining);
  if (wrong !== null) return wrong;
  const health = healthBands(page, counting, grid);
  if (isFault(health)) return health;
  const rings = ringBands(page, counting, { grid, ringSize, health });
  if (isFault(rings)) return rings;
  // Whoever counts what is stored counts requests that lapsed long ago: nearly all that there were (assumption).
  const isStored = counting.status === "stored";
  return {
    active,
    joining,
    leaving,
    joined,
    health,
    rings,
    ringsOfActive: counting.rings === "active",
    stale: {
      joining: stale?.joining ?? (isStored ? joining : 0),
      leaving: stale?.leaving ?? (isStored ? leaving : 0),
      rejected: stale?.rejected ?? page.rejected ?? 0,
    },
  };
}

function rowFault({ shards, workers, world }: PageRow, grid: Grid, held: number): StartFault | null {
  if (typeof shards === "number" && shards !== grid.count)
    return fault("shards", `the row has ${counted(shards, "shard")}, ${countTold(grid)}`);
  if (typeof world === "number" && world !== grid.world)
    return fault("world", `the row has ${counted(world, "byte")}, shards.world says ${grid.world}`);
  if (typeof workers === "number" && workers !== held)
    return fault("workers", `read ${workers}, active and joining are ${held}`);
  return null;
}

function healthBands(page: PageRow, { halt: haltCounts }: PageCounting, grid: Grid): Band[] | StartFault {
  const { healthy, warning, halt } = page;
  const known = [healthy, warning, halt].filter((value) => typeof value === "number");
  if (known.length === 0) return [{ name: "any", shards: grid.count, min: 0, max: Number.POSITIVE_INFINITY }];
  if (typeof healthy !== "number") return fault("healthy", "is to be there where warning or halt is");
  if (typeof warning !== "number") return fault("warning", "is to be there where healthy or halt is");
  if (typeof halt !== "number") return fault("halt", "is to be there where healthy or warning is");
  const told = sum([healthy, warning, halt]);
  const occupied = haltCounts === "occupied";
  // Where nobody counts shards without any prover, they are what is missing.
  const unassigned = page.unassigned ?? (occupied ? grid.count - told : null);
  const total = occupied ? told + (unassigned ?? 0) : told;
  if (total !== grid.count || (unassigned ?? 0) < 0)
    return fault(
      "halt",
      `healthy, warning and halt${occupied ? " and unassigned" : ""} count ${counted(total, "shard")}, ${countTold(grid)}`,
    );
  if (unassigned !== null && !occupied && unassigned > halt)
    return fault("unassigned", `read ${unassigned}, ${counted(halt, "shard")} in halt, which counts them in`);
  const few = occupied || unassigned === null ? halt : halt - unassigned;
  return [
    { name: "healthy", shards: healthy, ...healthRanges.healthy },
    { name: "warning", shards: warning, ...healthRanges.warning },
    { name: "halt", shards: few, ...(unassigned === null ? healthRanges.halt : healthRanges.occupiedHalt) },
    { name: "unassigned", shards: unassigned ?? 0, ...healthRanges.unassigned },
  ];
}

function ringBands(
  page: PageRow,
  { rings: ringsCount, halt }: PageCounting,
  { grid, ringSize, health }: { readonly grid: Grid; readonly ringSize: number; readonly health: readonly Band[] },
): Band[] | StartFault {
  const cells = [page.ring0, page.ring1, page.ring2, page.ring3];
  if (cells.every((value) => typeof value !== "number")) return [];
  const counts = cells.map((value) => value ?? 0);
  const isKnown = typeof page.unassigned === "number" || (ringsCount === "active" && halt === "occupied");
  const unassigned = isKnown ? (page.unassigned ?? health.at(-1)?.shards ?? 0) : 0;
  const total = sum(counts) + unassigned;
  if (total !== grid.count)
    return fault(
      "ring0",
      `the rings${isKnown ? " and unassigned" : ""} count ${counted(total, "shard")}, ${countTold(grid)}`,
    );
  const bands = counts.map((shards, ring) => ({
    name: `ring${ring}`,
    shards,
    min: ring === 0 && isKnown ? 1 : ring * ringSize,
    max: ring === 3 ? Number.POSITIVE_INFINITY : (ring + 1) * ringSize - 1,
  }));
  return [...bands.toReversed(), { name: "unassigned", shards: unassigned, ...healthRanges.unassigned }];
}
