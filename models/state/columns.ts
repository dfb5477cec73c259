/** Growth of typed-array columns: a table of entities doubles all its columns together. */

type Column = Int8Array | Uint8Array | Int16Array | Int32Array | Uint32Array | Float64Array;

/** The same values in an array of `capacity` elements, the new ones zero. */
export function grown<Kind extends Column>(column: Kind, capacity: number): Kind {
  const wider = new (column.constructor as new (length: number) => Kind)(capacity);
  wider.set(column);
  return wider;
}

/** The next capacity that holds `needed` rows: half as much again, so that growth stays linear in total. */
export const nextCapacity = (capacity: number, needed: number): number =>
  Math.max(needed, capacity + (capacity >> 1) + 64);
