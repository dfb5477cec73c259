/** What was checked and found so far. */
import { classOf, type Finding } from "./finding.js";
import type { CaseResult, FuzzCase } from "./fuzz-case.js";

export interface FoundClass {
  readonly finding: Finding;
  /** The case that showed it first, and how many did. */
  readonly first: FuzzCase;
  times: number;
}

/** More valid scenarios refused than this, and the generator no longer draws valid ones. */
const maxRefusedShare = 0.05;
const enoughRuns = 40;

export class Tally {
  #runs = 0;
  #runsRefused = 0;
  #files = 0;
  #filesRun = 0;
  /** In the order in which they were found. */
  readonly classes = new Map<string, FoundClass>();

  /** Counts a case, and gives the findings of a class that was not there before. */
  add(fuzzCase: FuzzCase, { findings, was }: CaseResult): readonly Finding[] {
    if (fuzzCase.kind === "run") this.#runs++;
    else this.#files++;
    if (fuzzCase.kind === "run" && was === "refused") this.#runsRefused++;
    if (fuzzCase.kind === "file" && was === "run") this.#filesRun++;
    return findings.filter((found) => {
      const known = this.classes.get(classOf(found));
      if (known !== undefined) known.times++;
      else this.classes.set(classOf(found), { finding: found, first: fuzzCase, times: 1 });
      return known === undefined;
    });
  }

  get refusesTooMuch(): boolean {
    return this.#runs >= enoughRuns && this.#runsRefused > this.#runs * maxRefusedShare;
  }

  get isClean(): boolean {
    return this.classes.size === 0 && !this.refusesTooMuch;
  }

  lines(): string[] {
    const checked =
      `${this.#runs} scenarios that can be run (${this.#runsRefused} refused after all), ` +
      `${this.#files} mutated files (${this.#filesRun} ran after all)`;
    const found = [...this.classes].map(
      ([name, { first, times }]) => `  ${times} × ${name}: first in case ${first.number}`,
    );
    const refused = this.refusesTooMuch
      ? ["too many scenarios that should run are refused: see test/fuzz/scenario/"]
      : [];
    return [
      `checked ${checked}`,
      ...refused,
      found.length === 0 ? "nothing found" : `found ${found.length} kinds:`,
      ...found,
    ];
  }
}
