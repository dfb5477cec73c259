/** The floors as a picture: each on the ones it stands on, with lines to those right below. */
import type { Floor } from "./table.js";

const box = { width: 188, height: 46, gapX: 16, gapY: 34 };
const margin = 16;

/** An SVG with one box a floor. Floors in a row stand equally high above the ground. */
export function drawing(floors: readonly Floor[]): string {
  const levels = levelsOf(floors);
  const rows = Array.from({ length: Math.max(...levels.values()) + 1 }, (_unused, level) =>
    floors.filter(({ at }) => levels.get(at) === level),
  ).toReversed();
  const columns = Math.max(...rows.map((row) => row.length));
  const width = 2 * margin + columns * box.width + (columns - 1) * box.gapX;
  const height = 2 * margin + rows.length * box.height + (rows.length - 1) * box.gapY;
  const corner = new Map<string, { readonly x: number; readonly y: number }>();
  rows.forEach((row, r) => {
    const rowWidth = row.length * box.width + (row.length - 1) * box.gapX;
    row.forEach(({ at }, k) =>
      corner.set(at, {
        x: Math.round((width - rowWidth) / 2 + k * (box.width + box.gapX)),
        y: margin + r * (box.height + box.gapY),
      }),
    );
  });
  const placeOf = (at: string): { readonly x: number; readonly y: number } => corner.get(at) ?? { x: 0, y: 0 };
  const lines = floors.flatMap(({ at, on }) =>
    on.map((name) => {
      const [from, to] = [placeOf(at), placeOf(name)];
      const [x1, y1, x2, y2] = [from.x + box.width / 2, from.y + box.height, to.x + box.width / 2, to.y];
      const bend = Math.round((y2 - y1) / 2);
      return `  <path d="M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}"/>`;
    }),
  );
  const boxes = floors.map(({ at, holds }) => {
    const { x, y } = placeOf(at);
    const kind = at.startsWith("sim") ? "sim" : "models";
    return [
      `  <rect class="${kind}" x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="5"/>`,
      `  <text class="name" x="${x + box.width / 2}" y="${y + 19}">${at}</text>`,
      `  <text x="${x + box.width / 2}" y="${y + 36}">${holds}</text>`,
    ].join("\n");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
  <title>Folders of Orrery: each imports what it stands on</title>
  <style>
    path { fill: none; stroke: #8a93a0; stroke-width: 1.2 }
    .sim { fill: #e8eef7; stroke: #5b7fb5 }
    .models { fill: #f6eee0; stroke: #b58a4a }
    text { font: 11.5px sans-serif; text-anchor: middle; fill: #444 }
    .name { font: bold 13px sans-serif; fill: #111 }
  </style>
  <rect width="${width}" height="${height}" fill="#fff"/>
${lines.join("\n")}
${boxes.join("\n")}
</svg>
`;
}

/** How high each floor stands: one more than the highest that it stands on. Throws for floors that stand on each other. */
export function levelsOf(floors: readonly Floor[]): ReadonlyMap<string, number> {
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
