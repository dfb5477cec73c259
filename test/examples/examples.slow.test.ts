/** Examples of documents print what they show. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { examplesOf } from "./examples.js";
import { documents, ExampleFolder, readDocument } from "./run.js";

/** Those that take a minute are run by `npm run examples`, which `npm run check` calls. */
const examples = documents.flatMap((document) =>
  examplesOf(readDocument(document))
    .filter(({ isSlow }) => !isSlow)
    .map((example) => ({ document, example, script: example.script })),
);

const folder = mkdtempSync(join(tmpdir(), "orrery-readme-"));
afterAll(() => rmSync(folder, { recursive: true }));
let checkout: ExampleFolder | undefined;

describe("documents", () => {
  it("have examples that can be tried", () => {
    expect(examples.length).toBeGreaterThan(19);
    expect(new Set(examples.map(({ document }) => document))).toEqual(
      new Set(["README.md", "docs/commands.md", "docs/library.md", "docs/scenarios.md"]),
    );
  });

  it.each(examples)("show to the digit what `$script` prints in $document", ({ document, example }) => {
    checkout ??= new ExampleFolder(folder);
    const printed = checkout.run(document, example);
    expect(printed, `if that is right: npm run examples -- --write`).toBe(example.shown);
  });
});
