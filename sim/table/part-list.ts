import type { StateReader } from "./state-reader.js";
import type { StateSink, Stored } from "./stored.js";

/** Parts under names of their own, in the order in which they were added: for what only some runs have. */
export class PartList implements Stored {
  readonly #parts = new Map<string, Stored>();

  /** Gives the part back. Throws `RangeError` for a name that is there. */
  add<Part extends Stored>(name: string, part: Part): Part {
    if (this.#parts.has(name)) throw new RangeError(`there is a part ${name} already`);
    this.#parts.set(name, part);
    return part;
  }

  save(to: StateSink): void {
    for (const [name, part] of this.#parts) to.part(name, part);
  }

  load(from: StateReader): void {
    for (const [name, part] of this.#parts) from.part(name, part);
  }
}
