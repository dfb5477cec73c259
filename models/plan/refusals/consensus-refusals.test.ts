import { describe, expect, it } from "vitest";
import { type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { planOf } from "../plan.js";

const refusals = (fields: ScenarioText) =>
  planOf(smallScenario(fields)).infeasible.map(({ path, message }) => `${path}: ${message}`);
const simplex = { consensusKind: "simplex" };

describe("what the plan refuses of consensus", () => {
  it("are frames that compete where a certified frame is final", () => {
    const consensus = { competingFrames: "2 %" };
    expect(refusals({ switches: simplex, consensus })).toEqual([
      "consensus.competingFrames: a frame of Simplex (consensusKind simplex) is final once it is certified, so none competes; write 0 %",
    ]);
    expect(refusals({ consensus })).toEqual([]);
    expect(refusals({ switches: simplex })).toEqual([]);
  });

  it("are two counts of archives that differ", () => {
    expect(refusals({ switches: { archives: 5 }, archives: { count: 6 } })).toEqual([
      "archives.count: 6, and switches.archives says 5; leave one out",
    ]);
    expect(refusals({ switches: { archives: 5 }, archives: { count: 5 } })).toEqual([]);
    expect(refusals({ archives: { count: 7 } })).toEqual([]);
  });

  it("are silences of archives that there are not, and those that would never be", () => {
    const silent = [
      { archives: 6 },
      { archives: 7 },
      { archives: 1, from: "3 h" },
      { archives: 1, from: "1 h", for: "0 s" },
    ];
    expect(refusals({ archives: { silent } })).toEqual([
      "archives.silent[1].archives: 7 of 6 archives cannot be silent",
      "archives.silent[2].from: 3 h is not before the end, 2 h: it would never happen",
      "archives.silent[3].for: it would be over before it begins; write a longer one",
    ]);
  });
});
