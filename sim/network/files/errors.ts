/** What is wrong with the files of a topology: all of it at once, each with its place. */

export interface TopologyError {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

/** More are counted and not told. */
const maxTold = 50;

export class TopologyErrors extends Error {
  override readonly name = "TopologyErrors";
  constructor(
    readonly errors: readonly TopologyError[],
    /** How many there are beyond these. */
    readonly left: number,
  ) {
    const lines = errors.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
    super([...lines, ...(left > 0 ? [`and ${left} more`] : [])].join("\n"));
  }
}

/** Collects what is wrong while files are read to the end. */
export class ErrorList {
  readonly #errors: TopologyError[] = [];
  #left = 0;

  add(file: string, line: number, reason: string): void {
    if (this.#errors.length < maxTold) this.#errors.push({ file, line, reason });
    else this.#left++;
  }

  /** Throws `TopologyErrors` if there is any. */
  throwIfAny(): void {
    if (this.#errors.length > 0) throw new TopologyErrors(this.#errors, this.#left);
  }
}
