import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createHelper, type TestPiece } from "../../test/helper-pieces.js";
import { HelperTeam } from "./helper-team.js";

type Team = HelperTeam<number, TestPiece, number>;

const module = new URL("../../test/helper-pieces.ts", import.meta.url);
const teams: Team[] = [];

function teamOf(helpers: number): Team {
  const team: Team = new HelperTeam({ module, setup: 3, createHelper, helpers });
  teams.push(team);
  return team;
}

/** When all helpers are there. */
async function complete(helpers: number): Promise<Team> {
  const team = teamOf(helpers);
  while (team.helpersThere < helpers) await sleep(20);
  return team;
}

afterEach(() => {
  for (const team of teams.splice(0)) team.end();
});

const numbers = Array.from({ length: 200 }, (_, k) => k);
const squares = numbers.map((k) => 3 * k * k);

describe("a team that shares pure work", () => {
  it.each([0, 1, 3])("of %i helpers gives the answers in the order of the pieces", async (helpers) => {
    const team = await complete(helpers);
    expect([team.all(numbers), team.all(numbers), team.all([])]).toEqual([squares, squares, []]);
    expect(team.helped > 0).toBe(helpers > 0);
  });

  it("does not wait for helpers that are not there", () => {
    const team = teamOf(2);
    expect(team.all(numbers)).toEqual(squares);
    expect(team.helped).toBe(0);
  });

  it("works out again what fails in a helper, and fails where that does", async () => {
    const team = await complete(1);
    expect(team.all(["fails in a helper", ...numbers])).toEqual([-1, ...squares]);
    expect(() => team.all([...numbers, "fails everywhere", ...numbers])).toThrow("fails everywhere");
    expect(team.all(numbers)).toEqual(squares);
  });

  it("goes on without a helper whose thread ends", async () => {
    const team = await complete(2);
    expect(team.all(["ends its thread", ...numbers])).toEqual([-1, ...squares]);
    expect(team.all(numbers)).toEqual(squares);
  });
});
