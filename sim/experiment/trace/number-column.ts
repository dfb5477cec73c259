/** Numbers, one a row, in an array of doubles that grows: eight bytes a row, however many there are. */
export class NumberColumn {
  #values = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new Float64Array(2 * this.#length);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#length++] = value;
  }

  at(row: number): number {
    return this.#values[row];
  }

  /** Forgets all rows and keeps the room. */
  clear(): void {
    this.#length = 0;
  }

  /** The rows without a copy, valid until the next `push` or `clear`. */
  view(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}

/** Columns of one table under their names. */
export type NumberColumns<Name extends string> = Readonly<Record<Name, NumberColumn>>;

export const numberColumns = <Name extends string>(...names: readonly Name[]): NumberColumns<Name> =>
  Object.fromEntries(names.map((name) => [name, new NumberColumn()])) as NumberColumns<Name>;

export function clearColumns(columns: NumberColumns<string>): void {
  for (const column of Object.values(columns)) column.clear();
}
