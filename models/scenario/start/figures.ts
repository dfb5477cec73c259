/** The figures of a start, from whichever of its forms it is written in. */
import { type Band, healthRanges, type StartFault, type StartFigures } from "./bands.js";
import { type Grid, pageFigures } from "./page-figures.js";
import type { Start } from "./schema.js";

export function figuresOf(start: Start, grid: Grid, ringSize: number): StartFigures | StartFault {
  if (start.page !== undefined) return pageFigures({ ...start, page: start.page }, grid, ringSize);
  const { joining = 0, leaving = 0, stale } = start;
  const common = {
    joined: start.joined ?? 0,
    joining,
    leaving,
    stale: { joining: stale?.joining ?? 0, leaving: stale?.leaving ?? 0, rejected: stale?.rejected ?? 0 },
  };
  if (start.heads !== undefined) return { ...common, ...headFigures(start.heads) };
  return { ...common, ...olderFigures(start, ringSize), active: start.active ?? 0, ringsOfActive: false };
}

function headFigures(heads: NonNullable<Start["heads"]>) {
  const bands = Object.entries(heads)
    .map(([head, shards]) => ({ head: Number(head), shards }))
    .sort((a, b) => b.head - a.head);
  return {
    active: bands.reduce((sum, { head, shards }) => sum + head * shards, 0),
    health: bands.map(({ head, shards }): Band => ({ name: `${head}`, shards, min: head, max: head })),
    rings: [],
    ringsOfActive: true,
  };
}

/** Totals, health, and rings by the last one that is occupied. */
function olderFigures({ health, rings = [] }: Start, ringSize: number): Pick<StartFigures, "health" | "rings"> {
  const { healthy = 0, needsCoverage = 0, haltRisk = 0 } = health ?? {};
  return {
    health: [
      { name: "healthy", shards: healthy, ...healthRanges.healthy },
      { name: "needsCoverage", shards: needsCoverage, ...healthRanges.warning },
      { name: "haltRisk", shards: haltRisk, ...healthRanges.halt },
    ],
    rings: rings
      .map((shards, ring): Band => {
        const min = ring === 0 ? 0 : ring * ringSize + 1;
        return { name: `ring ${ring}`, shards, min, max: (ring + 1) * ringSize };
      })
      .toReversed(),
  };
}
