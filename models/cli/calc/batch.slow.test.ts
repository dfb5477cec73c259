/** One process of `orrery calc --batch`, from the first line to the last. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { Json } from "../../protocol/ground/rule.js";
import { allExamples } from "../../../test/all-examples.js";
import { difference } from "../../../test/vectors.js";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

type Answer = { readonly out: Json } | { readonly error: string };

function batch(input: string): { code: number | null; answers: readonly Answer[]; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", loader, main, "calc", "--batch"], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const lines = stdout.split("\n");
  expect(lines.pop()).toBe("");
  return { code: status, answers: lines.map((line) => JSON.parse(line) as Answer), err: stderr };
}

const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const ring = (value: string): string => `{"rule": "ring.info", "in": {"activePlusJoining": ${value}}}`;

describe("orrery calc --batch, as a process", () => {
  it("gives the right answer for every example, in order, from one process", () => {
    const examples = allExamples();
    const lines = examples.map((example) =>
      JSON.stringify({ rule: example.rule, ruleSet: example.ruleSet, in: example.in }),
    );
    const { code, answers, err } = batch(`${lines.join("\n")}\n`);
    expect({ code, err, count: answers.length }).toEqual({ code: 0, err: "", count: examples.length });
    const wrong = examples.flatMap((example, k) => {
      const answer = answers[k];
      const found = difference("out" in answer ? answer.out : answer, example);
      return found === null ? [] : [`${example.rule} ${example.id}: ${found}`];
    });
    expect(wrong).toEqual([]);
  });

  it("answers every line that is not blank, whatever is on it, and goes on", () => {
    const hostile = [
      "",
      ring("9"),
      "   \t\r",
      "nonsense",
      "{",
      nested(100_000),
      `{"a":`.repeat(50_000),
      ring("1e400"),
      ring("-1"),
      ring("NaN"),
      `{"rule": "ring.info", "in": {"activePlusJoining": "${"9".repeat(10_000_000)}"}}`,
      `{"rule": "ring.info", "in": {"activePlusJoining": ${"9".repeat(10_000_000)}}}`,
      `{"rule": "consensus.quorum", "in": {"totalWeight": [${"1,".repeat(2_000_000)}1]}}`,
      `{"rule": "consensus.certificate", "in": {"voteOrder": [], "weights": [${"null,".repeat(200_000)}null]}}`,
      `"${"\\u0000".repeat(1000)}`,
      "\uD800",
      ring("9"),
    ];
    const { code, answers } = batch(hostile.join("\n"));
    const expected = hostile.filter((line) => line.trim() !== "").map((line) => (line === ring("9") ? "out" : "error"));
    expect(code).toBe(0);
    expect(answers.map((answer) => Object.keys(answer)[0])).toEqual(expected);
    expect(Math.max(...answers.map((answer) => JSON.stringify(answer).length))).toBeLessThan(2000);
  });
});
