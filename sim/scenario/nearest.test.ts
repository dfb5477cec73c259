import { expect, it } from "vitest";
import { nearestWord } from "./nearest.js";

it.each([
  ["cuont", ["class", "count"], "count"],
  ["rnu", ["run", "plan", "new"], "run"],
  ["Frame", ["epoch", "frame"], "frame"],
  ["greed", ["data greedy", "greedy"], "greedy"],
  ["rew", ["reward greedy", "data greedy"], "reward greedy"],
  ["v2", ["v2.1-epoch", "v2.1-frames"], "v2.1-epoch"],
  ["banana", ["class", "count"], undefined],
  ["", ["a"], undefined],
  ["x", ["y"], undefined],
])("the word nearest to %j among %j is %j", (word, known, nearest) => {
  expect(nearestWord(word, known)).toBe(nearest);
});
