/** The tables of docs/attacks.md that `npm run attacks` writes. */
import type { AttackFigures } from "./figures-file.js";
import { junkTable } from "./junk.js";
import { machineTable } from "./machines.js";

export const pageFile = "docs/attacks.md";

/** By the name under which the page has them. */
export const attackTables = ({ junk, machines }: AttackFigures): ReadonlyMap<string, string> =>
  new Map([
    ["junk", junkTable(junk)],
    ["machines", machineTable(machines)],
  ]);
