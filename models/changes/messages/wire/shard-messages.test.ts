import { describe, expect, it } from "vitest";
import { smallScenario } from "../../../../test/network-kit.js";
import { applyChange } from "../../../scenario/change-fields.js";
import { ruleSets } from "../../../protocol/ground/rule-sets.js";
import { ShardMessages } from "./shard-messages.js";

const scenario = smallScenario({ rules: "v2.1-simplex", fidelity: "message" });
const messages = (): ShardMessages => new ShardMessages({ rules: () => ruleSets["v2.1-simplex"], scenario });

describe("messages of a shard", () => {
  it.each<{ one: [number, number]; other: [number, number] }>([
    { one: [70_000, 5], other: [70_000 - 2 ** 16, 6] },
    { one: [200_000, 1], other: [200_000 - 3 * 2 ** 16, 4] },
    { one: [1, 2 ** 31 - 1], other: [2, 2 ** 31 - 1] },
  ])("are remembered apart where members and leaves are others: $one and $other", ({ one, other }) => {
    const known = messages();
    expect(known.of(...one)).toBe(known.of(...one));
    expect(known.of(...other)).toEqual(messages().of(...other));
  });

  it("are others once the mesh passes on fewer copies", () => {
    const changing = smallScenario({ rules: "v2.1-simplex", fidelity: "message" });
    const known = new ShardMessages({ rules: () => ruleSets["v2.1-simplex"], scenario: changing });
    const before = known.of(20, 5);
    applyChange(changing, { "network.copies": 2 });
    expect(known.of(20, 5)).toEqual({ ...before, copies: 2, roundBytes: before.roundBytes / 4 });
  });
});
