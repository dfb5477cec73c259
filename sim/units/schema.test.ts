import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as dimensions from "./dimensions.js";
import {
  bitRate,
  byteCount,
  dollarRate,
  dollars,
  duration,
  energyPrice,
  frameCount,
  growth,
  patternOf,
  perTime,
  share,
} from "./schema.js";
import { coinAmount, coinField } from "../../test/coin-amount.js";

const messages = (schema: z.ZodType, input: unknown): readonly string[] =>
  (schema.safeParse(input).error?.issues ?? []).map((issue) => issue.message);

describe("fields that hold a quantity", () => {
  it.each([
    [duration(), "50 ms", 50_000],
    [frameCount(), "360 frames", 360],
    [byteCount(), "154.16 GB", 154_160_000_000],
    [bitRate(), "10 Mbit/s", 10_000_000],
    [coinField(), "1.5 COIN", 12_000_000_000n],
    [dollars(), "120 USD", 120],
    [dollarRate(), "5 USD/month", 5 / 720],
    [energyPrice(), "0.25 USD/kWh", 0.25],
    [share(), "99.5 %", 0.995],
    [perTime(), "40/d", 40 / 86_400],
    [growth(), "1.2 %/month", 0.012],
  ])("read a written text into base units (%#: %s)", (schema, text, value) => {
    expect((schema as z.ZodType).parse(text)).toBe(value);
  });

  it("refuse a bare number with the texts that would be right", () => {
    expect(messages(duration(), 50)).toEqual(['"50" needs a unit: write "50 ms" or "50 s"']);
    expect(messages(duration(), "50")).toEqual(['"50" needs a unit: write "50 ms" or "50 s"']);
  });

  it("leave the words for a missing field to zod", () => {
    const [message] = messages(z.object({ horizon: duration() }), {});
    expect(message).toContain("received undefined");
  });

  it("take a written default, in a field of its own description", () => {
    const schema = z.strictObject({ pace: duration().prefault("10 s").describe("time of a frame") });
    expect(schema.parse({})).toEqual({ pace: 10_000_000 });
    expect(z.toJSONSchema(schema, { io: "input" }).properties?.["pace"]).toEqual({
      type: "string",
      default: "10 s",
      description: "time of a frame",
      examples: ["50 ms", "10 s", "30 d"],
      pattern: patternOf(dimensions.duration),
    });
  });

  it("become a described string in JSON Schema when nothing is added", () => {
    expect(z.toJSONSchema(share(), { io: "input" })).toMatchObject({
      type: "string",
      description: "a share, for example 99.5 %, 0.995 share",
      examples: ["99.5 %", "0.995 share"],
    });
  });

  it("have a pattern that every example matches and a bare number does not", () => {
    for (const dimension of [...Object.values(dimensions), coinAmount]) {
      const pattern = new RegExp(patternOf(dimension), "u");
      expect(dimension.examples.every((text) => pattern.test(text))).toBe(true);
      expect(pattern.test("50")).toBe(false);
    }
  });
});
