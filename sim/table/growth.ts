import type { NumberColumn, NumberColumnType } from "./section.js";

/** Of each type an array without elements, with which all columns begin. */
const empties = new Map<unknown, NumberColumn>();

export function emptyOf<Kind extends NumberColumn>(type: NumberColumnType<Kind>): Kind {
  let empty = empties.get(type);
  if (empty === undefined) empties.set(type, (empty = new type(0)));
  return empty as Kind;
}

/** The same values in an array of `capacity` elements, the new ones zero. */
export function grown<Kind extends NumberColumn>(column: Kind, capacity: number): Kind {
  const wider = new (column.constructor as new (length: number) => Kind)(capacity);
  // Most columns grow once, from nothing.
  if (column.length > 0) wider.set(column);
  return wider;
}

/** Rows that a table begins with: arrays of so many 64-bit numbers the engine makes in place, larger ones it asks the system for. */
const firstRows = 8;

/** The next capacity that holds `needed` rows: half as much again, so that growth stays linear in total. */
export const nextCapacity = (capacity: number, needed: number): number =>
  Math.max(needed, capacity === 0 ? firstRows : capacity + (capacity >> 1) + 64);
