import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const models = new URL("../../", import.meta.url);

/** Source files of the model that are not of this room, nor tables; networks before 2.1 have allocations of another kind. */
const outside = readdirSync(models, { recursive: true, encoding: "utf8" }).filter(
  (file) =>
    file.endsWith(".ts") && !file.endsWith(".test.ts") && !/^(?:changes\/allocations|state|eras|checks)\//.test(file),
);

/** What changes an allocation: a status, one of the frames that go with it, or the list of its prover. */
const change =
  /changeStatus\(|countProposals\(|allocations\.add\(|allocationIndex\.(?:open|close|move)\(|\b(?:joinFrame|joinConfirmFrame|leaveFrame|leaveConfirmFrame|pauseFrame|activeSince|retryFrame|status)\[\w+\] =(?!=)/;

describe("changes of allocations", () => {
  it("are all made in one room", () => {
    const found = outside.filter((file) => change.test(readFileSync(new URL(file, models), "utf8")));
    expect(found).toEqual([]);
  });

  it("would be found outside it", () => {
    expect(outside.length).toBeGreaterThan(100);
    for (const text of [
      "changeStatus(network, 1, 2)",
      "allocations.leaveFrame[allocation] = 3;",
      "status[a] = Status.left;",
    ])
      expect(text).toMatch(change);
    expect("allocations.status[a] === Status.left").not.toMatch(change);
  });
});
