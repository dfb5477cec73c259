/** Makes what fails as small as it gets while it still fails (delta debugging: Zeller and Hildebrandt 2002). */

/** Ways to take something away, in an order that does not change while nothing is taken; what takes most comes first. */
export type Pass<Input> = (input: Input) => Iterable<Input>;

export interface ShrinkOptions<Input> {
  /** The coarse ones first. */
  readonly passes: readonly Pass<Input>[];
  /** Whether a candidate fails as the first one did. */
  readonly fails: (candidate: Input) => Promise<boolean>;
  /** Asked before each candidate; what is smallest by then is the answer. */
  readonly isOver: () => boolean;
  /** Whether all passes are gone through again until nothing goes any more; else each has its turn once. */
  readonly isRepeated: boolean;
}

/** What cannot go alone may go after something else went: a pass is repeated while it takes anything. */
export async function shrink<Input>(failing: Input, options: ShrinkOptions<Input>): Promise<Input> {
  const { passes, fails, isOver, isRepeated } = options;
  let smallest = failing;
  for (let before: Input | undefined; before !== smallest;) {
    before = smallest;
    for (const pass of passes) {
      for (let hasShrunk = true; hasShrunk;) {
        hasShrunk = false;
        let at = 0;
        for (let candidates = list(pass, smallest); at < candidates.length; at++) {
          if (isOver()) return smallest;
          if (!(await fails(candidates[at]))) continue;
          smallest = candidates[at];
          hasShrunk = true;
          candidates = list(pass, smallest);
          // The next candidate has moved to this place.
          at--;
        }
      }
    }
    if (!isRepeated) break;
  }
  return smallest;
}

/** Long texts have more candidates than anybody tries. */
const maxCandidates = 2000;

function list<Input>(pass: Pass<Input>, input: Input): Input[] {
  const found: Input[] = [];
  for (const candidate of pass(input)) {
    found.push(candidate);
    if (found.length === maxCandidates) break;
  }
  return found;
}
