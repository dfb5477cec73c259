/** The floors as a picture: each above the ones that it stands on, with lines to those right below. */
import type { Floor } from "./table.js";

const box = { width: 178, height: 52, gapX: 12, gapY: 22 };
const margin = 14;

/** An SVG with one box a floor. What a floor of models/ needs of sim/ stands in its box, for the lines would hide the rest. */
export function drawing(floors: readonly Floor[]): string {
  const levels = drawnLevels(floors);
  const top = Math.max(...levels.values());
  const columns = Math.max(...floors.map(({ column }) => column)) + 1;
  const width = 2 * margin + columns * box.width + (columns - 1) * box.gapX;
  const height = 2 * margin + (top + 1) * box.height + top * box.gapY;
  const cornerOf = ({ at, column }: Floor): { readonly x: number; readonly y: number } => ({
    x: margin + column * (box.width + box.gapX),
    y: margin + (top - (levels.get(at) ?? 0)) * (box.height + box.gapY),
  });
  const lines = floors.flatMap((floor) =>
    floors
      .filter((other) => floor.on.includes(other.at) && houseOf(other) === houseOf(floor))
      .map((other) => {
        const [from, to] = [cornerOf(floor), cornerOf(other)];
        const [x1, y1, x2, y2] = [from.x + box.width / 2, from.y + box.height, to.x + box.width / 2, to.y];
        // Down in the outer of the two columns, which holds fewer boxes.
        const turn = x2 > x1 ? y1 + box.gapY / 2 : y2 - box.gapY / 2;
        return `  <path d="M${x1} ${y1}V${turn}H${x2}V${y2}"/>`;
      }),
  );
  const boxes = floors.map((floor) => {
    const { x, y } = cornerOf(floor);
    const middle = x + box.width / 2;
    const needs = floor.on.filter((name) => houseOf({ at: name }) !== houseOf(floor)).join(", ");
    return [
      `  <rect class="${houseOf(floor)}" x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="5"/>`,
      `  <text class="name" x="${middle}" y="${y + 17}">${floor.at}</text>`,
      `  <text x="${middle}" y="${y + 32}">${floor.holds}</text>`,
      ...(needs === "" ? [] : [`  <text class="needs" x="${middle}" y="${y + 46}">and ${needs}</text>`]),
    ].join("\n");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
  <title>Folders of Orrery: each imports what it stands on</title>
  <style>
    path { fill: none; stroke: #8a93a0; stroke-width: 1.2 }
    .sim { fill: #e8eef7; stroke: #5b7fb5 }
    .models { fill: #f6eee0; stroke: #b58a4a }
    text { font: 11px sans-serif; text-anchor: middle; fill: #444 }
    .name { font: bold 12.5px sans-serif; fill: #111 }
    .needs { font: italic 10.5px sans-serif; fill: #3d5f94 }
  </style>
  <rect width="${width}" height="${height}" fill="#fff"/>
${lines.join("\n")}
${boxes.join("\n")}
</svg>
`;
}

const houseOf = ({ at }: Pick<Floor, "at">): "sim" | "models" => (at.startsWith("sim/") ? "sim" : "models");

/** How high each floor stands: one more than the highest that it stands on. Throws for floors that stand on each other. */
export function levelsOf(floors: readonly Pick<Floor, "at" | "on">[]): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (let round = 0; levels.size < floors.length; round++) {
    if (round > floors.length) throw new Error("these floors stand on each other, or on what is no floor");
    for (const { at, on } of floors) {
      const under = on.map((name) => levels.get(name));
      if (under.some((level) => level === undefined)) continue;
      levels.set(at, Math.max(-1, ...under.map((level) => level ?? 0)) + 1);
    }
  }
  return levels;
}

/** Levels for the eye: a floor stands right below the lowest that stands on it, so that lines are short. */
function drawnLevels(floors: readonly Floor[]): ReadonlyMap<string, number> {
  const levels = new Map(levelsOf(floors));
  for (const floor of floors.toSorted((a, b) => (levels.get(b.at) ?? 0) - (levels.get(a.at) ?? 0))) {
    const above = floors.filter((other) => other.on.includes(floor.at) && houseOf(other) === houseOf(floor));
    if (above.length > 0) levels.set(floor.at, Math.min(...above.map(({ at }) => levels.get(at) ?? 0)) - 1);
  }
  return levels;
}
