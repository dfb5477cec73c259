/** `npm run audits`: audits random networks of the fuzzer, and says what was found in which. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram, UsageProblem } from "../../bench/command-line.js";
import { auditCase } from "./audit-case.js";

const usage = {
  call: "npm run audits -- [--count N] [--seed SEED] [--from N]",
  about:
    "Runs random scenarios of the fuzzer with a log, and audits what they wrote. Exit code 99 if anything is found.",
  options: {
    count: { value: "N", about: "how many are audited, 40 unless told" },
    seed: { value: "SEED", about: "which ones: a number or a phrase" },
    from: { value: "N", about: "number of the first" },
  },
  examples: ["npm run audits -- --count 200 --seed 1"],
};

await runProgram(usage, ({ words: [word], text }) => {
  if (word !== undefined) throw new UsageProblem(`${word} is one word too many: ${usage.call}`);
  const whole = (name: "count" | "from", otherwise: number): number => {
    const typed = text(name) ?? String(otherwise);
    if (!/^\d{1,9}$/.test(typed)) throw new UsageProblem(`--${name} ${typed}: write a whole number`);
    return Number(typed);
  };
  process.exitCode = auditAll(whole("count", 40), text("seed") ?? "1", whole("from", 0));
});

function auditAll(count: number, seed: string, from: number): number {
  const folder = mkdtempSync(join(tmpdir(), "orrery-audits-"));
  const tally = { audited: 0, events: 0, findings: 0 };
  try {
    for (let number = from; tally.audited < count; number++) {
      const audit = auditCase(folder, seed, number);
      if (audit === null) continue;
      tally.audited++;
      tally.events += audit.events;
      tally.findings += audit.count;
      for (const finding of audit.findings.slice(0, 5)) {
        process.stdout.write(`case ${number} of seed ${seed}: ${JSON.stringify(finding)}\n`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  process.stdout.write(`${tally.audited} networks audited, ${tally.events} events, ${tally.findings} findings\n`);
  return tally.findings === 0 ? 0 : 99;
}
