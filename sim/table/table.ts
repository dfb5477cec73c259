import { counted } from "../units/readable.js";
import { ExactColumn } from "../units/exact-column.js";
import { exactColumn, listColumn, maxShortUs, momentColumn, numberColumn, textColumn } from "./column-types.js";
import type { FieldType } from "./field-type.js";
import { amountType, figureType, flagType, partType, sequenceType, setType, vectorType } from "./figure-types.js";
import { emptyOf, nextCapacity } from "./growth.js";
import type { NumberColumn, NumberColumnType } from "./section.js";
import type { StateReader } from "./state-reader.js";
import type { StateSink, Stored } from "./stored.js";

/** Columns of numbers that threads share, by name; rows that they have room for. */
export interface SharedColumns {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, NumberColumn>;
}

const isNumberColumn = (value: unknown): value is NumberColumn =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

/** A column or figure of a table. */
export interface Field {
  readonly name: string;
  readonly unit: string;
  readonly type: FieldType;
}

/**
 * State as columns with names and units. A table is a class whose every field is declared in one line; growth, the reset
 * of a row, and writing down and reading back come with it:
 *
 * ```ts
 * class Nodes extends Table {
 *   // Frame of the last look; −1: none.
 *   lastLook = this.i32("frame", -1);
 *   readonly balance = this.exact("units");
 *   online = this.figure("nodes");
 *
 *   add(): number {
 *     return this.addRow();
 *   }
 * }
 * ```
 *
 * Rows are read as elements of typed arrays, `nodes.lastLook[row]`, which are other arrays once the table has grown. The
 * name is the field's own. What is given to a table and does not change, such as another table, belongs in a `#field`,
 * and so does what follows from the columns: that is to be built anew after `load`. Any other field is refused.
 */
export abstract class Table implements Stored {
  /** A field has no name until all are declared. */
  readonly #declared: { name: string; readonly unit: string; readonly type: FieldType }[] = [];
  #fields: readonly Field[] | null = null;
  /** Rows that the columns have room for. */
  #capacity = 0;
  #isShared = false;
  /** Columns that keep an object for each row; null: not looked for yet. */
  #appended: readonly Field[] | null = null;
  /** Whether what resets a row of each column is that of the arrays of the moment. */
  #knowsResets = false;
  #resets: readonly ((row: number) => void)[] = [];
  /** The columns of 32-bit integers and of bytes, which `#resets` leaves out, and what they begin with. */
  #words: readonly Int32Array[] = [];
  #wordInitials: readonly number[] = [];
  #bytes: readonly Uint8Array[] = [];
  #byteInitials: readonly number[] = [];
  /** Rows in use; columns have room for more. */
  count = this.figure("rows");

  /** All columns and figures, in the order in which the class declares them. Throws for a field that is neither. */
  get fields(): readonly Field[] {
    return (this.#fields ??= this.#named());
  }

  save(to: StateSink): void {
    for (const { name, type } of this.fields) type.save(to, name, this.#values[name], this.count);
  }

  load(from: StateReader): void {
    for (const { name, type } of this.fields)
      this.#values[name] = type.load(from, name, this.#values[name], this.count);
    this.#capacity = this.count;
    this.#knowsResets = false;
  }

  /**
   * Adds rows until there is this one: for a table with a row for each of another's. Where it is asked for often, whoever asks looks first
   * whether `count` tells of the row: what all kinds of tables share is slower to call than a field is to read.
   */
  reach(row: number): void {
    // An empty table is as large as it is asked to be at once: a large one would be there twice while it grows, and half as large again afterwards.
    // One that has rows comes to more of them one by one, and grows by a share of itself.
    if (row >= this.#capacity) this.#grow(this.count === 0 ? row + 1 : nextCapacity(this.#capacity, row + 1));
    if (this.#appendedFields().length === 0) this.count = Math.max(this.count, row + 1);
    else while (this.count <= row) this.addRow();
  }

  /** Room for so many rows, where they are known to come: columns that grow by and by are copied again and again. */
  reserve(rows: number): void {
    if (rows > this.#capacity) this.#grow(rows);
  }

  /**
   * Moves the columns of numbers into memory that threads share, with room for so many rows, and gives them to who is to adopt them. The
   * table grows no further. Memory that no row has come to is not there yet.
   */
  shareColumns(rows = this.count): SharedColumns {
    const columns = new Map<string, NumberColumn>();
    for (const { name } of this.fields) {
      const value = this.#values[name];
      if (!isNumberColumn(value)) continue;
      const { BYTES_PER_ELEMENT, constructor } = value;
      const type = constructor as new (buffer: SharedArrayBuffer) => NumberColumn;
      const shared = new type(new SharedArrayBuffer(rows * BYTES_PER_ELEMENT));
      shared.set(value.subarray(0, this.count));
      columns.set(name, shared);
    }
    this.adoptColumns({ rows, columns });
    return { rows, columns };
  }

  /** Takes the columns of a table of the same kind for its own: what one writes, the other reads. Figures stay its own. */
  adoptColumns({ rows, columns }: SharedColumns): void {
    for (const [name, column] of columns) this.#values[name] = column;
    this.#capacity = rows;
    this.#isShared = true;
    this.#knowsResets = false;
  }

  /** Adds the numbers and figures of a table of the same kind with as many rows. */
  addTable(other: this): void {
    for (const { name } of this.fields) {
      const [own, others] = [this.#values[name], other.#values[name]];
      if (isNumberColumn(own) && isNumberColumn(others)) for (let k = 0; k < this.count; k++) own[k] += others[k];
      else if (typeof own === "number" && typeof others === "number" && name !== "count")
        this.#values[name] = own + others;
    }
  }

  /** Adds a row, in which every column is as it begins, and gives its index. */
  protected addRow(): number {
    const row = this.count++;
    if (this.count > this.#capacity) this.#grow(nextCapacity(this.#capacity, this.count));
    const appended = this.#appendedFields();
    for (let k = 0; k < appended.length; k++) this.#append(appended[k], row);
    return row;
  }

  /** Brings every column of the row back to how it begins. */
  protected resetRow(row: number): void {
    if (!this.#knowsResets) this.#lookUp();
    // A loop over columns of one kind is one that the engine compiles to plain stores.
    const [words, wordInitials] = [this.#words, this.#wordInitials];
    for (let k = 0; k < words.length; k++) words[k][row] = wordInitials[k];
    const [bytes, byteInitials] = [this.#bytes, this.#byteInitials];
    for (let k = 0; k < bytes.length; k++) bytes[k][row] = byteInitials[k];
    const resets = this.#resets;
    for (let k = 0; k < resets.length; k++) resets[k](row);
  }

  protected i8(unit: string, initial = 0): Int8Array {
    return this.#numbers(unit, Int8Array, initial);
  }

  protected u8(unit: string, initial = 0): Uint8Array {
    return this.#numbers(unit, Uint8Array, initial);
  }

  /** `width`: words a row, which all begin as 0. */
  protected i32(unit: string, initial = 0, width = 1): Int32Array {
    return this.#numbers(unit, Int32Array, initial, width);
  }

  protected u32(unit: string, initial = 0): Uint32Array {
    return this.#numbers(unit, Uint32Array, initial);
  }

  protected f64(unit: string, initial = 0): Float64Array {
    return this.#numbers(unit, Float64Array, initial);
  }

  /** A column of moments up to one, whole microseconds from 0; half as large as others where that is within 71 minutes. */
  protected moments(untilUs: number): Uint32Array | Float64Array {
    const empty = untilUs <= maxShortUs ? emptyOf(Uint32Array) : emptyOf(Float64Array);
    return this.#declare<Uint32Array | Float64Array>("us", momentColumn(untilUs), empty);
  }

  /** A column of `width` bytes a row. */
  protected bytes(unit: string, width: number): Uint8Array {
    return this.#numbers(unit, Uint8Array, 0, width);
  }

  /** A column of exact whole numbers. */
  protected exact(unit: string): ExactColumn {
    return this.#declare(unit, exactColumn, new ExactColumn(0));
  }

  /** A column of texts. */
  protected texts(unit: string): string[] {
    return this.#declare(unit, textColumn, []);
  }

  /** A column of lists. */
  protected lists(unit: string): number[][] {
    return this.#declare(unit, listColumn, []);
  }

  /** A number that the table has once. */
  protected figure(unit: string, initial = 0): number {
    return this.#declare(unit, figureType, initial);
  }

  /** A whole number of any size that the table has once. */
  protected amount(unit: string): bigint {
    return this.#declare(unit, amountType, 0n);
  }

  /** True or false, once for the table; false at first. */
  protected flag(): boolean {
    return this.#declare("", flagType, false);
  }

  /** Numbers in an order that is part of the state. The array stays the same one. */
  protected sequence(unit: string): number[] {
    return this.#declare(unit, sequenceType, []);
  }

  /** Numbers, each once, in the order in which they were added. The set stays the same one. */
  protected set(unit: string): Set<number> {
    return this.#declare(unit, setType, new Set());
  }

  /** So many whole numbers and no more. */
  protected vector(unit: string, length: number): Int32Array {
    return this.#declare(unit, vectorType(Int32Array), new Int32Array(length));
  }

  /** State that stores itself, or null: a run that has some is not loaded into one that has none. */
  protected part<Part extends Stored | null>(part: Part): Part {
    return this.#declare("", partType as FieldType<Part>, part);
  }

  #numbers<Kind extends NumberColumn>(unit: string, type: NumberColumnType<Kind>, initial: number, width = 1): Kind {
    return this.#declare(unit, numberColumn(type, { initial, width }), emptyOf(type));
  }

  #declare<Value>(unit: string, type: FieldType<Value>, value: NoInfer<Value>): typeof value {
    this.#declared.push({ name: "", unit, type });
    return value;
  }

  /** Fields are declared as they are initialised, so the k-th that there is is the k-th that was declared. */
  #named(): readonly Field[] {
    const names = Object.keys(this);
    if (names.length !== this.#declared.length) {
      const declared = `${counted(this.#declared.length, "column")} and figures declared`;
      throw new Error(
        `${this.constructor.name} has ${counted(names.length, "field")} (${names.join(", ")}), ${declared}`,
      );
    }
    names.forEach((name, k) => (this.#declared[k].name = name));
    return this.#declared;
  }

  get #values(): Record<string, unknown> {
    return this as unknown as Record<string, unknown>;
  }

  #grow(capacity: number): void {
    if (this.#isShared)
      throw new RangeError(`${this.constructor.name} is shared, and full at ${counted(this.#capacity, "row")}`);
    this.#capacity = capacity;
    for (const { name, type } of this.fields)
      if (type.grow !== undefined) this.#values[name] = type.grow(this.#values[name], this.#capacity);
    this.#knowsResets = false;
  }

  /** Finds the arrays of the moment, so that a reset row costs no search by name. */
  #lookUp(): void {
    this.#knowsResets = true;
    const [words, wordInitials]: [Int32Array[], number[]] = [[], []];
    const [bytes, byteInitials]: [Uint8Array[], number[]] = [[], []];
    const resets: ((row: number) => void)[] = [];
    for (const { name, type } of this.fields) {
      const value = this.#values[name];
      if (type.initial !== undefined && value instanceof Int32Array) {
        words.push(value);
        wordInitials.push(type.initial);
      } else if (type.initial !== undefined && value instanceof Uint8Array) {
        bytes.push(value);
        byteInitials.push(type.initial);
      } else if (type.reset !== undefined) resets.push((row) => type.reset?.(value, row));
    }
    [this.#words, this.#wordInitials] = [words, wordInitials];
    [this.#bytes, this.#byteInitials] = [bytes, byteInitials];
    this.#resets = resets;
  }

  #appendedFields(): readonly Field[] {
    return (this.#appended ??= this.fields.filter(({ type }) => type.append !== undefined));
  }

  #append({ name, type }: Field, row: number): void {
    type.append?.(this.#values[name], row);
  }
}
