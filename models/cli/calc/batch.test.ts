import { describe, expect, it } from "vitest";
import { allExamples } from "../../../test/all-examples.js";
import { answerText } from "./batch.js";
import { messages } from "../../calc/messages.js";

const ring = (value: string): string => `{"rule": "ring.info", "in": {"activePlusJoining": ${value}}}`;
/** What a line is answered with. */
const errorTo = (line: string): string => (answerText(line) as { error?: string }).error ?? "no error";

describe("orrery calc --batch", () => {
  it("takes lines of example files as they are", () => {
    const [example] = allExamples();
    expect(answerText(JSON.stringify(example))).toHaveProperty("out");
  });

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
    [
      '{"rule": "ring.info", "switches": {"ringOrder": "random"}, "in": {}}',
      "Allowed: joinFrameFirst, joinFrameAddress, seniorityFirst",
    ],
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
