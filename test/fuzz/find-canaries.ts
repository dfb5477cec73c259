/** Whether the fuzzer finds each fault that is planted for it. */
import { type Canary, canaries } from "./canaries.js";
import { caseOf } from "./fuzz-case.js";
import { TestProcess } from "./process/test-process.js";

/** Cases within which each must be found; most are found among the first ten. Number 0 starts threads, and is left out. */
const withinCases = { from: 1, to: 400 };
/** A planted hang is told from a case by a clock, a planted leak by its size: both need not be waited for long. */
const strict = { patienceS: 20, heapMegabytes: 256 };

/** The names of those that were not found. */
export async function missedCanaries(seed: string, say: (line: string) => void): Promise<readonly string[]> {
  const missed: string[] = [];
  for (const [name, canary] of Object.entries(canaries)) {
    const found = await casesUntilFound(seed, name, canary);
    say(
      found === undefined
        ? `${name}: NOT found (${canary.about})`
        : `${name}: found in case ${found} (${canary.about})`,
    );
    if (found === undefined) missed.push(name);
  }
  return missed;
}

async function casesUntilFound(seed: string, name: string, { kind }: Canary): Promise<number | undefined> {
  const tester = new TestProcess({ ...strict, canary: name });
  try {
    for (let number = withinCases.from; number <= withinCases.to; number++) {
      const result = await tester.check(caseOf(seed, number));
      if (result?.findings.some((found) => found.kind === kind) === true) return number;
    }
    return undefined;
  } finally {
    tester.close();
  }
}
