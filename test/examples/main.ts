/**
 * `npm run examples [-- --write] [--quick]`: runs every command that a document shows the output of, and says where it
 * prints something else now, or writes that into the document.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram, UsageProblem } from "../../bench/command-line.js";
import { examplesOf } from "./examples.js";
import { documents, ExampleFolder, readDocument, writeDocument } from "./run.js";

const usage = {
  call: "npm run examples -- [--write] [--quick]",
  about:
    `Runs every command of ${documents.join(", ")} whose output is shown there, and compares it to the digit. What only\n` +
    'a clock or a meter says (the line "took …"), and what stands behind a "…", is left alone.',
  options: {
    write: { value: "", about: "write into the documents what is printed now" },
    quick: { value: "", about: "leave out examples marked <!-- slow -->, as npm test does" },
  },
  examples: ["npm run examples -- --write"],
};

await runProgram(usage, ({ words: [word], flag }) => {
  if (word !== undefined) throw new UsageProblem(`${word} is one word too many: ${usage.call}`);
  process.exitCode = renew({ write: flag("write"), quick: flag("quick") });
});

/** Exit code 1 if something is shown otherwise than it is printed, and stays so. */
function renew({ write, quick }: { readonly write: boolean; readonly quick: boolean }): number {
  const folder = mkdtempSync(join(tmpdir(), "orrery-examples-"));
  let different = 0;
  try {
    const checkout = new ExampleFolder(folder);
    for (const name of documents) {
      const document = readDocument(name);
      let renewed = "";
      let copied = 0;
      for (const example of examplesOf(document)) {
        const { script, shown, from, to, isSlow } = example;
        if (quick && isSlow) continue;
        const printed = checkout.run(name, example);
        renewed += document.slice(copied, from) + printed;
        copied = to;
        const isSame = printed === shown;
        if (!isSame) different++;
        process.stdout.write(
          `${isSame ? "same     " : "DIFFERENT"}  ${name}: ${script.trimEnd().split("\n").at(-1)}\n`,
        );
        if (!isSame && !write) process.stdout.write(`--- shown\n${shown}--- printed\n${printed}---\n`);
      }
      if (write) writeDocument(name, renewed + document.slice(copied));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (different === 0) return 0;
  process.stdout.write(
    write
      ? `${different} examples are written anew. Read them: the text around them may speak of the old figures.\n`
      : `${different} examples show something else than is printed. If that is right, npm run examples -- --write\n`,
  );
  return write ? 0 : 1;
}
