/** `npm run fuzz`: looks for what is wrong with Orrery; see options.ts. */
import { fuzz } from "./fuzz.js";
import { missedCanaries } from "./find-canaries.js";
import { help, type Options, readOptions } from "./options.js";
import { TestProcess } from "./process/test-process.js";
import { keep, reportText } from "./report.js";

const exit = { clean: 0, usage: 2, found: 99, interrupted: 130 } as const;
const resultsFolder = "results/fuzz";
/** A line of progress at most so often. */
const progressMs = 10_000;
/** A finding is made smaller for so long at most. */
const shrinkingMs = 180_000;

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(help);
    return exit.clean;
  }
  if ("problem" in options) {
    process.stderr.write(`${options.problem}; npm run fuzz -- --help says what there is\n`);
    return exit.usage;
  }
  return options.canary ? lookForCanaries(options) : look(options);
}

async function lookForCanaries({ seed }: Options): Promise<number> {
  const missed = await missedCanaries(seed, (line) => void process.stdout.write(`${line}\n`));
  return missed.length === 0 ? exit.clean : exit.found;
}

async function look({ seed, from, cases, minutes, patienceS }: Options): Promise<number> {
  const endMs = performance.now() + minutes * 60_000;
  const tester = new TestProcess({ patienceS, heapMegabytes: 1024 });
  process.once("SIGINT", () => tester.close());
  let toldMs = performance.now();
  const tally = await fuzz({
    seed,
    from,
    process: tester,
    isOver: (checked) => (cases === undefined ? performance.now() >= endMs : checked >= cases),
    found({ kind, detail }, { number }) {
      if (!tester.isOver)
        process.stderr.write(`case ${number}: ${kind}: ${detail.split("\n", 1)[0]}; making it smaller\n`);
      const untilMs = performance.now() + shrinkingMs;
      return () => tester.isOver || performance.now() >= untilMs;
    },
    tell(finding, smallest) {
      if (tester.isOver) return;
      const report = reportText(finding, smallest);
      process.stdout.write(`${report}--- kept in ${keep(resultsFolder, report, smallest)}\n\n`);
    },
    progress(soFar, number) {
      if (performance.now() < toldMs + progressMs) return;
      toldMs = performance.now();
      process.stderr.write(`case ${number}: ${soFar.lines()[0]}\n`);
    },
  });
  const isInterrupted = tester.isOver;
  tester.close();
  process.stdout.write(`seed ${seed}: ${tally.lines().join("\n")}\n`);
  if (isInterrupted) return exit.interrupted;
  return tally.isClean ? exit.clean : exit.found;
}

process.exitCode = await main();
