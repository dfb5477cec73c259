/** Checks case after case, and shrinks the first of every class of findings. */
import { classOf, type Finding } from "./finding.js";
import { caseOf, type FuzzCase } from "./fuzz-case.js";
import type { TestProcess } from "./process/test-process.js";
import { shrink } from "./shrink/shrink.js";
import { Tally } from "./tally.js";

export interface Fuzzing {
  readonly seed: string;
  readonly from: number;
  /** Asked before each case. */
  readonly isOver: (checked: number) => boolean;
  readonly process: TestProcess;
  /** Called for each new class before it is made smaller; gives what is asked before each smaller candidate. */
  readonly found: (finding: Finding, fuzzCase: FuzzCase) => () => boolean;
  /** Called for each new class, with the smallest case that shows it. */
  readonly tell: (finding: Finding, smallest: FuzzCase) => void;
  readonly progress: (tally: Tally, number: number) => void;
}

export async function fuzz({ seed, from, isOver, process, found, tell, progress }: Fuzzing): Promise<Tally> {
  const tally = new Tally();
  for (let checked = 0; !isOver(checked); checked++) {
    const fuzzCase = caseOf(seed, from + checked);
    const result = await process.check(fuzzCase);
    if (result === undefined) break;
    for (const one of tally.add(fuzzCase, result))
      tell(one, await smallestOf(process, fuzzCase, { finding: one, isOver: found(one, fuzzCase) }));
    progress(tally, fuzzCase.number);
  }
  return tally;
}

/** Candidates tried; those of a process that hangs or dies cost a new process each. */
const attempts = { usual: 600, dead: 12 };

async function smallestOf(
  process: TestProcess,
  fuzzCase: FuzzCase,
  { finding, isOver }: { readonly finding: Finding; readonly isOver: () => boolean },
): Promise<FuzzCase> {
  const { kind } = finding;
  const wanted = classOf(finding);
  return shrink(fuzzCase, {
    isOver,
    attempts: kind === "hangs" || kind === "died" ? attempts.dead : attempts.usual,
    fails: async (candidate) =>
      (await process.check(candidate))?.findings.some((found) => classOf(found) === wanted) === true,
  });
}
