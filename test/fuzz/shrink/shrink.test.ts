import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import type { FuzzCase } from "../fuzz-case.js";
import { type CaseFiles, oneFile } from "../load-case.js";
import { shrink } from "./shrink.js";
import { withoutParts } from "../../../sim/experiment/shrink/without-parts.js";

const failing = (input: CaseFiles): FuzzCase => ({ seed: 1, number: 0, kind: "run", input });

/** Shrinks while the main file fulfils a condition; counts what was tried. */
async function shrinkWhile(input: CaseFiles, condition: (main: string, input: CaseFiles) => boolean, attempts = 2000) {
  let tried = 0;
  const smallest = await shrink(failing(input), {
    attempts,
    fails: async (candidate) => {
      tried++;
      return condition(String(candidate.input.files["main.yaml"]), candidate.input);
    },
  });
  return { files: smallest.input.files, sets: smallest.input.sets, tried };
}

const scenario = `name: big
horizon: 3000 s
operators:
  - { class: a, count: 4, workers: { total: 40, sigma: 1 } }
  - { class: b, count: 32, workers: 2, outage: 90 min }
shards: { count: 4, world: 20 GB }
`;

/** A class of at least seven operators, and a world in whole gigabytes. */
function needs(text: string): boolean {
  const { operators, shards } = parse(text) as { operators: { count?: number }[]; shards: { world?: string } };
  return operators.some(({ count = 0 }) => count >= 7) && /^\d+ GB$/.test(shards.world ?? "");
}

describe("shrinking", () => {
  it("leaves of a scenario only what the failure needs, and no larger numbers than it needs", async () => {
    const { files } = await shrinkWhile(oneFile(scenario), (text) => holds(() => needs(text)));
    expect(parse(String(files["main.yaml"]))).toEqual({ operators: [{ count: 8 }], shards: { world: "0 GB" } });
  });

  it("takes away files, arguments, lines and letters", async () => {
    const input = {
      files: { "main.yaml": "a: 1\nb: *x \\ y\nc: 3\n", "other.yaml": "d: 4\n" },
      sets: ["a=1", "b=2", "c=3"],
    };
    const { files, sets } = await shrinkWhile(
      input,
      (main, { sets: left }) => main.includes("\\") && left.includes("b=2"),
    );
    expect(files).toEqual({ "main.yaml": "\\" });
    expect(sets).toEqual(["b=2"]);
  });

  it("ends after so many attempts", async () => {
    const { tried } = await shrinkWhile(oneFile("x\n".repeat(500)), (text) => text.length > 10, 50);
    expect(tried).toBe(50);
  });

  it("ends when its time is over, with the smallest so far", async () => {
    let asked = 0;
    const smallest = await shrink(failing(oneFile("a\nb\nc\nd\n")), {
      attempts: 2000,
      isOver: () => asked++ === 1,
      fails: async () => true,
    });
    expect(smallest.input.files["main.yaml"]).toBe("d\n");
  });

  it("takes every part of a list away once, the largest first", () => {
    expect([...withoutParts([1, 2, 3, 4])]).toEqual([
      [3, 4],
      [1, 2],
      [2, 3, 4],
      [1, 3, 4],
      [1, 2, 4],
      [1, 2, 3],
    ]);
    expect([...withoutParts([])]).toEqual([]);
  });
});

/** What cannot be read does not fail as the case did. */
function holds(condition: () => boolean): boolean {
  try {
    return condition();
  } catch {
    return false;
  }
}
