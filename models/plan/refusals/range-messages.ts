/** What is said of scenarios whose figures would leave the columns that hold them. */
import { counted, countText } from "../../../sim/units/readable.js";
import { byteCount, duration } from "../../../sim/units/dimensions.js";
import { rounded } from "../../../sim/units/format.js";
import { tokenAmount } from "../../protocol/ground/token.js";

const bytes = (count: number): string => rounded(byteCount, count);
const time = (us: number): string => rounded(duration, us);

export const rangeMessages = {
  frames: (first: number, last: number, max: number) =>
    `the last frame would be number ${countText(last)}, the first is ${countText(first)}; frame numbers go up to ${countText(max)}`,
  world: (world: number, max: number) => `${bytes(world)}; all data can be ${bytes(max)} at most`,
  growth: (world: number, max: number) =>
    `${bytes(world)} would grow beyond ${bytes(max)} within the horizon, which is the most that all data can be; ` +
    "write less growth, or a shorter horizon",
  transactions: (stored: number, max: number) =>
    `they would store ${Number.isFinite(stored) ? bytes(stored) : "more than any number of bytes"} within the horizon, and all data ` +
    `can be ${bytes(max)} at most; write fewer or smaller ones, or a shorter horizon`,
  noLeaf: () => "a leaf without bytes holds nothing; write a size such as 1 GiB",
  leaf: (leaf: number, data: number, min: number) =>
    `${bytes(leaf)}: data that can come to ${bytes(data)} would have more leaves than a shard can count (2,147,483,647); ` +
    `write at least ${countText(min)} B`,
  supply: (max: bigint) => `more than amounts can hold; at most ${rounded(tokenAmount, max)}`,
  seniority: (points: number) =>
    `the seniority of all nodes would come to ${counted(points.toExponential(2), "point")} within the horizon; sums are exact up to 2^53 ` +
    "(9.01e15): write a shorter horizon, or fewer nodes",
  squarings: (squarings: number, horizon: number) =>
    `a node would do ${counted(squarings.toExponential(2), "squaring")} in ${time(horizon)}; they are counted up to 2^46 (7.0e13) of the ` +
    "median node: write fewer, or a shorter horizon",
  ceremonies: (rounds: number) =>
    `${counted(Number.isFinite(rounds) ? Math.floor(rounds) : "endless", "round")}; amounts hold what 10,000,000 rounds issue: write a longer time between them, ` +
    "or a shorter horizon",
};
