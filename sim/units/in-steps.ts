/** Work that is done step by step, so that whoever drives it can look around between two of them, at Ctrl-C for instance. */
export type InSteps<Result> = Generator<void, Result, undefined>;

/** Does all that is left of it at once. */
export function complete<Result>(work: InSteps<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
