import { describe, expect, it } from "vitest";
import { z } from "zod";
import { RunRefusal } from "./run-refusal.js";
import { type AnyPlugin, erased, type Parameters, type Plugin, Registry } from "./plugins.js";
import { coinField } from "../../test/coin-amount.js";

type Answer = (x: number) => string;
const define = <Shape extends Parameters>(plugin: Plugin<Answer, string, Shape>): AnyPlugin<Answer, string> =>
  erased(plugin);

const plain = define({
  id: "plain number",
  about: "the number",
  parameters: { digits: z.int().min(0).default(0).describe("digits after the point") },
  create:
    ({ digits }, context) =>
    (x) =>
      `${context} ${x.toFixed(digits)}`,
});
const fee = define({
  id: "fee",
  about: "a fee",
  parameters: { each: coinField().describe("fee of each") },
  create:
    ({ each }) =>
    (x) =>
      `${each * BigInt(x)} units`,
});
const registry = new Registry({ plain, fee });

describe("a registry of plug-ins", () => {
  it("makes what was chosen from its parameters and the context", () => {
    const choice = registry.choice({});
    const chosen = choice.parse({ kind: "plain number", digits: 2 });
    expect(registry.create(chosen, "about")(1)).toBe("about 1.00");
    expect(registry.create(choice.parse({ kind: "plain number" }), "about")(1)).toBe("about 1");
    expect(registry.create(choice.parse({ kind: "fee", each: "2 grains" }), "")(3)).toBe("6 units");
  });

  it("takes the word alone where no parameter is needed", () => {
    const choice = registry.wordOrChoice();
    expect(choice.parse("plain number")).toEqual({ kind: "plain number", digits: 0 });
    expect(choice.safeParse("fee").success).toBe(false);
    expect(choice.parse({ kind: "fee", each: "1 COIN" })).toEqual({ kind: "fee", each: 8_000_000_000n });
  });

  it("has fields that all of them have", () => {
    const choice = registry.choice({ who: z.string() });
    expect(choice.parse({ kind: "fee", each: "1 grains", who: "you" })).toMatchObject({ who: "you" });
    expect(choice.safeParse({ kind: "fee", each: "1 grains" }).success).toBe(false);
    expect(() => registry.choice({ digits: z.int() })).toThrow('"plain number" has a parameter "digits"');
  });

  it("refuses parameters that are another plug-in's", () => {
    expect(registry.choice({}).safeParse({ kind: "fee", each: "1 grains", digits: 1 }).success).toBe(false);
  });

  it("asks a plug-in twice what is wrong: as the choice is read, and in the context of the whole", () => {
    const asked: (string | undefined)[] = [];
    const even = define({
      ...plain,
      problems: ({ digits: written }, context) => {
        const digits = Number(written);
        asked.push(context);
        return digits % 2 === 1 || context === "about"
          ? [{ parameter: "digits.of", message: `not ${digits}${context === undefined ? "" : `, ${context}`}` }]
          : [];
      },
    });
    const picky = new Registry({ even });
    const odd = picky.choice({}).safeParse({ kind: "plain number", digits: 1 });
    expect(odd.error?.issues).toMatchObject([{ path: ["digits", "of"], message: "not 1" }]);
    const chosen = picky.choice({}).parse({ kind: "plain number", digits: 2 });
    expect(picky.problems(chosen)).toEqual([]);
    expect(picky.problems(chosen, "about")).toEqual([{ parameter: "digits.of", message: "not 2, about" }]);
    expect(asked).toEqual([undefined, undefined, undefined, "about"]);
    expect(registry.problems(registry.choice({}).parse({ kind: "fee", each: "1 grains" }), "")).toEqual([]);
  });

  it("refuses two plug-ins that would be written alike, and a parameter that would be taken for the word", () => {
    expect(() => new Registry({ plain, other: define({ ...plain, id: "Plain-Number" }) })).toThrow(
      "two plug-ins are called",
    );
    const named = define({ ...plain, parameters: { kind: z.string() } });
    expect(() => new Registry({ named })).toThrow('has a parameter "kind"');
  });
});

const wrong = (create: () => unknown, problems?: () => unknown) => {
  const plugin = define({
    id: "mine",
    about: "x",
    parameters: {},
    create: create as () => Answer,
    ...(problems !== undefined && { problems: problems as () => [] }),
  });
  return new Registry({ plugin });
};
const thrower = (): never => {
  throw new Error("oh");
};

describe("a plug-in that is wrong itself", () => {
  it.each([
    undefined,
    null,
    5,
    {},
    { id: 5 },
    { ...plain, about: undefined },
    { ...plain, create: "x" },
    { ...plain, parameters: null },
    { ...plain, problems: 5 },
  ])("is refused by the name of its export where it is none: %j", (other) => {
    const list = { plain, mine: other as unknown as typeof plain };
    expect(() => new Registry(list)).toThrow(
      new RunRefusal("mine is no plug-in: it needs id, about, parameters and create"),
    );
    expect(() => new Registry({ plain, mine: plain })).toThrow(RunRefusal);
  });

  it.each([
    [thrower, /^plug-in "mine": create failed: oh \(at .*plugins\.test\.ts:\d+:\d+\)$/],
    [() => undefined, /^plug-in "mine": create answers undefined; allowed: /],
    [async () => await Promise.resolve(plain), /^plug-in "mine": create answers a promise; allowed: /],
    [() => 7, /^plug-in "mine": create answers 7; allowed: /],
  ])("is refused by its name where it makes nothing: %s", (create, message) => {
    const made = (): unknown => wrong(create).create({ kind: "mine" }, "");
    expect(made).toThrow(RunRefusal);
    expect(made).toThrow(message);
  });

  it.each([
    [{ a: 5 as unknown as z.ZodType }, 'parameter "a" is no schema'],
    [{ a: z.int().default(thrower) }, "a default of its parameters failed: oh (at "],
  ])("is refused where its parameters cannot be read: %#", (parameters, message) => {
    const list = { mine: define({ ...plain, id: "mine", parameters, create: () => String }) };
    expect(() => new Registry(list)).toThrow(RunRefusal);
    expect(() => new Registry(list)).toThrow(`plug-in "mine": ${message}`);
  });

  it.each([
    ["transformation", z.string().transform(thrower), "failed: oh (at "],
    ["refinement", z.string().refine(thrower), "failed: oh (at "],
    ["promise", z.string().refine(async () => await Promise.resolve(true)), "failed: Encountered Promise"],
  ])("is told at the place of the choice where a parameter cannot be read: %s", (_, each, message) => {
    const mine = define({ ...plain, id: "mine", parameters: { each }, create: () => String });
    const read = new Registry({ mine }).choice({}).safeParse({ kind: "mine", each: "a" });
    const text = expect.stringContaining(`plug-in "mine": a schema of its parameters ${message}`) as string;
    expect(read.error?.issues).toMatchObject([{ path: ["kind"], message: text }]);
  });

  it.each([
    [thrower, /plug-in "mine": problems failed: oh \(at /],
    [() => "no", /plug-in "mine": problems answers "no"; allowed: a list/],
    [() => [{ parameter: "x" }], /plug-in "mine": problems answers \[\{ parameter: "x" \}\]; allowed: a list/],
  ])("is told at the place of the choice where it cannot say what is wrong: %s", (problems, message) => {
    const registry = wrong(() => plain, problems);
    const read = registry.choice({}).safeParse({ kind: "mine" });
    expect(read.error?.issues).toMatchObject([{ path: ["kind"], message: expect.stringMatching(message) as string }]);
    expect(() => registry.problems({ kind: "mine" }, "")).toThrow(RunRefusal);
  });
});
