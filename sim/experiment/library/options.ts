/** What callers of the library may ask for, whatever they run. */
import type { Interrupt, Progress } from "../watch.js";

export interface RunOptions {
  /** Threads that share the work, from 1; by default one a core, as far as memory holds. Changes no result. */
  readonly workers?: number;
  /** Ends the work early; what was finished by then is the result, and says so (`interrupted`). */
  readonly signal?: AbortSignal;
  /** Told again and again how much is done, from 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

export const progressOf = ({ onProgress }: RunOptions): Progress => ({ update: ({ done }) => onProgress?.(done) });

export const interruptOf = ({ signal }: RunOptions): Interrupt => ({
  get requested() {
    return signal?.aborted === true;
  },
});
