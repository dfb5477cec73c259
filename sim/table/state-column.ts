import type { NumberColumn } from "./section.js";
import type { StateSink, Stored } from "./stored.js";

/** One property of all entities of a table, such as `nodes.online`. */
export interface StateColumn {
  readonly name: string;
  /** One value a row; a list of numbers where an entity has several. */
  readonly values: ArrayLike<number | bigint | string | readonly number[]>;
  /** Rows in use: columns have room for more. */
  readonly rowCount: number;
}

/** All columns of a part and of its parts, under the names by which they are stored. Valid until the part changes. */
export function stateColumns(name: string, part: Pick<Stored, "save">): readonly StateColumn[] {
  const sink = new ColumnSink();
  sink.part(name, part);
  return sink.columns;
}

/** Keeps what it is given, without a copy of columns. */
class ColumnSink implements StateSink {
  readonly columns: StateColumn[] = [];
  #scope = "";

  part(name: string, stored: Pick<Stored, "save">): void {
    const outer = this.#scope;
    this.#scope = name === "" ? outer : `${outer}${name}.`;
    stored.save(this);
    this.#scope = outer;
  }

  numbers(name: string, column: NumberColumn, length = column.length): void {
    this.#add(name, column, length);
  }

  number(name: string, value: number): void {
    this.#add(name, [value]);
  }

  list(name: string, values: readonly number[]): void {
    this.#add(name, values);
  }

  lists(name: string, lists: readonly (readonly number[])[]): void {
    this.#add(name, lists);
  }

  bigint(name: string, value: bigint): void {
    this.#add(name, [value]);
  }

  bigints(name: string, values: readonly bigint[]): void {
    this.#add(name, values);
  }

  text(name: string, value: string): void {
    this.#add(name, [value]);
  }

  texts(name: string, values: readonly string[]): void {
    this.#add(name, values);
  }

  #add(name: string, values: StateColumn["values"], rowCount = values.length): void {
    this.columns.push({ name: this.#scope + name, values, rowCount });
  }
}
