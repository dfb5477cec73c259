import { panel } from "./theme.js";

/**
 * Which of `count` rows are drawn: all, or evenly spread ones with the first and the last. A line has no more points
 * than a picture has pixels, unless fewer are asked for; what happens between two of them is in the CSV.
 */
export function thinned(count: number, atMost: number = panel.width): number[] {
  if (count <= atMost) return Array.from({ length: count }, (_, row) => row);
  return Array.from({ length: atMost }, (_, k) => Math.round((k * (count - 1)) / Math.max(1, atMost - 1)));
}
