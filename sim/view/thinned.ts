import { spreadRows } from "../table/spread-rows.js";
import { panel } from "./theme.js";

/**
 * Which of `count` rows are drawn: all, or evenly spread ones with the first and the last. A line has no more points
 * than a picture has pixels, unless fewer are asked for; what happens between two of them is in the CSV.
 */
export const thinned = (count: number, atMost: number = panel.width): number[] => spreadRows(count, atMost);
