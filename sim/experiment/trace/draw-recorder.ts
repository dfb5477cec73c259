/** Records draws in columns of numbers, and digests those of one event. */
import { Fingerprint } from "../../kernel/fingerprint.js";
import type { Draw, DrawLog } from "../../random/draw-log.js";
import { integer53 } from "../../random/source.js";
import { clearColumns, numberColumns } from "./number-column.js";

/** The draws of one event: how many, their digest (0: none), and the row of the first. */
export interface DrawsOfEvent {
  readonly draws: number;
  readonly drawn: number;
  readonly firstRow: number;
}

export class DrawRecorder implements DrawLog {
  readonly columns = numberColumns("purpose", "entity", "second", "counter", "value");
  /** Names of purposes in order of first use, and a word that stands for each in digests. */
  readonly #purposes: string[] = [];
  readonly #purposeWords: number[] = [];
  // Reached by key only, so the order of a Map never matters.
  readonly #indexOfPurpose = new Map<string, number>();
  readonly #fold = new Fingerprint();
  readonly #maxDraws: number;
  #total = 0;
  #ofEvent = 0;
  #firstRow = 0;

  /** How many draws are kept at a time; those beyond are counted and digested, and that is all. */
  constructor(maxDraws: number) {
    this.#maxDraws = maxDraws;
  }

  /** Draws recorded in all. */
  get total(): number {
    return this.#total;
  }

  /** Draws that are kept now. */
  get keptCount(): number {
    return this.columns.value.length;
  }

  record({ purpose, entity, second, counter, value }: Readonly<Draw>): void {
    const index = this.#indexOf(purpose);
    if (this.#ofEvent++ === 0) this.#fold.reset();
    this.#fold.word(this.#purposeWords[index]).number(entity).number(second).number(counter).number(value);
    this.#total++;
    const { columns } = this;
    if (this.keptCount >= this.#maxDraws) return;
    columns.purpose.push(index);
    columns.entity.push(entity);
    columns.second.push(second);
    columns.counter.push(counter);
    columns.value.push(value);
  }

  /** Ends an event: gives its draws, and begins with those of the next. */
  takeEvent(): DrawsOfEvent {
    const draws = this.#ofEvent;
    const firstRow = this.#firstRow;
    this.#firstRow += draws;
    this.#ofEvent = 0;
    return { draws, drawn: draws === 0 ? 0 : digest53(this.#fold), firstRow };
  }

  /** The draw in that row; undefined if it was not kept. */
  at(row: number): Draw | undefined {
    const { purpose, entity, second, counter, value } = this.columns;
    if (row >= value.length) return undefined;
    return {
      purpose: this.purposeAt(purpose.at(row)),
      entity: entity.at(row),
      second: second.at(row),
      counter: counter.at(row),
      value: value.at(row),
    };
  }

  purposeAt(index: number): string {
    return this.#purposes[index];
  }

  /** Forgets the rows, between two events. */
  clear(): void {
    clearColumns(this.columns);
    this.#firstRow = 0;
  }

  #indexOf(purpose: string): number {
    let index = this.#indexOfPurpose.get(purpose);
    if (index === undefined) {
      index = this.#purposes.push(purpose) - 1;
      this.#purposeWords.push(new Fingerprint().text(purpose).digestWords()[0]);
      this.#indexOfPurpose.set(purpose, index);
    }
    return index;
  }
}

function digest53(fold: Fingerprint): number {
  const [first, second] = fold.digestWords();
  return integer53(first, second);
}
