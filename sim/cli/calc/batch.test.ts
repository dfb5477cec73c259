import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../models/protocol/ground/rule.js";
import { allExamples } from "../../../test/all-examples.js";
import { difference } from "../../../test/vectors.js";
import { answerText } from "./batch.js";
import { messages } from "./messages.js";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

type Answer = { readonly out: Json } | { readonly error: string };

/** One process of `orrery calc --batch`. */
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
/** What a line is answered with. */
const errorTo = (line: string): string => (answerText(line) as { error?: string }).error ?? "no error";

describe("orrery calc --batch", () => {
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

  it("takes lines of example files as they are", () => {
    const [example] = allExamples();
    expect(answerText(JSON.stringify(example))).toHaveProperty("out");
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
  }, 20_000);

  it("takes the default rule set where none is named, and switches in both spellings", () => {
    const assign = { rule: "ring.info", in: { activePlusJoining: 9 } };
    const rings = (more: object): unknown =>
      (answerText(JSON.stringify({ ...assign, ...more })) as { out?: unknown }).out;
    expect(rings({})).toEqual(rings({ ruleSet: "v2.1-epoch" }));
    expect(rings({ switches: { ringSize: 4 } })).toMatchObject({ currentRing: 2 });
    expect(rings({ switches: { "ring.size": "4" } })).toMatchObject({ currentRing: 2 });
  });
});

describe("a line that cannot be answered", () => {
  it.each([
    ["[]", messages.notARequest()],
    ["7", messages.notARequest()],
    ["{}", "rule: expected the id of a rule"],
    ['{"rule": "ring.info", "ruleset": "v2.0.6", "in": {}}', "ruleset: unknown key. Did you mean ruleSet?"],
    ['{"rule": "ring.inof", "in": {}}', "Did you mean ring.info?"],
    ['{"rule": "pomwBasis", "in": {}}', "Did you mean emission.pomwBasis?"],
    ['{"rule": "constructor", "in": {}}', 'there is no rule "constructor"'],
    ['{"rule": "ring.info", "ruleSet": "v2.1-epochs", "in": {}}', "Did you mean v2.1-epoch?"],
    ['{"rule": "ring.info", "ruleSet": null, "in": {}}', "ruleSet: expected the name of a rule set"],
    ['{"rule": "ring.info", "in": []}', "in: expected an object"],
    ['{"rule": "ring.info", "in": null}', "in: expected an object"],
    ['{"rule": "ring.info", "in": {"activePlusJoinin": 9}}', "activePlusJoining"],
    [
      '{"rule": "ring.info", "in": {"activePlusJoining": 9, "activePlusJoining": 8}}',
      "activePlusJoining: is given twice",
    ],
    ['{"rule": "ring.info", "in": {"__proto__": 9}}', "__proto__: no field can have this name"],
    ['{"rule": "ring.info", "in": {"\\u005f_proto__": 9}}', "__proto__: no field can have this name"],
    ['{"rule": "ring.info", "switches": {"ringSise": 4}, "in": {"activePlusJoining": 9}}', "Did you mean ringSize?"],
    ['{"rule": "ring.info", "switches": {"ringOrder": "random"}, "in": {}}', "Allowed: joinFrameFirst, seniorityFirst"],
    [
      '{"rule": "ring.info", "ruleSet": "v2.0.6", "switches": {"confirmWindow": "nextEpoch"}, "in": {}}',
      "confirmWindow: v2.0.6 cannot take nextEpoch",
    ],
  ])("%s", (line, expected) => {
    expect(errorTo(line)).toContain(expected);
  });

  it("names nothing twice: an answer by address or filter would lose one of the two", () => {
    const prover = { address: "0a", joinFrame: 1, seniority: 1 };
    const shard = { filter: "ab", size: 1, ring: 0, shards: 1 };
    const twice: readonly (readonly [string, object, string])[] = [
      ["ring.assign", { provers: [prover, prover] }, "provers.1.address: 0a occurs twice"],
      [
        "emission.frame",
        { difficulty: 1, worldBytes: 9, units: 9, shards: [{ stateSize: 9, leafCount: 1, provers: [prover, prover] }] },
        "shards.0.provers.1.address: 0a occurs twice",
      ],
      [
        "shard.split",
        { filter: "ab", factor: 2, provers: ["0a", "0a"], sameJoinFrameAndSeniority: true },
        "provers.1: 0a occurs twice",
      ],
      [
        "proposer.score",
        { basis: 1, worldBytes: 9, shards: [shard, shard], strategy: "data" },
        "shards.1.filter: ab occurs twice",
      ],
    ];
    for (const [rule, input, expected] of twice) expect(errorTo(JSON.stringify({ rule, in: input }))).toBe(expected);
  });

  it.each(["9007199254740992", "9007199254740993", "-9007199254740993", "1e16", "1e400", "12345678901234567890"])(
    "the number %s is never rounded: the field is named, with advice",
    (literal) => {
      expect(errorTo(ring(literal))).toBe(
        `activePlusJoining: ${literal} is too large for an exact JSON number (2^53): write it as a decimal string`,
      );
    },
  );

  it.each(["9007199254740990.7", "1.00000000000000000001", "0.00000000000000001e17"])(
    "the fraction %s is taken for no whole number unless it is one",
    (literal) => {
      expect(answerText(ring(literal))).toHaveProperty(literal.endsWith("e17") ? "out" : "error");
    },
  );

  it.each([
    "-1",
    "1.5",
    '"-1"',
    '"1e3"',
    '"0x10"',
    '" 1"',
    '""',
    "null",
    "true",
    "[]",
    "{}",
    '"NaN"',
    "NaN",
    "Infinity",
    "-Infinity",
    "01",
    "+1",
    "1.",
    ".5",
    "'9'",
  ])("%s is no head count", (value) => {
    expect(errorTo(ring(value))).toMatch(/^(activePlusJoining: |not valid JSON: )/);
  });

  it("minus zero is zero, and a number may be text", () => {
    expect(answerText(ring("-0"))).toEqual(answerText(ring("0")));
    expect(answerText(ring('"9"'))).toEqual(answerText(ring("9")));
  });
});
