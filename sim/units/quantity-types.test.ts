import { expect, it } from "vitest";
import type { BigBytes, Bytes, DurationUs, Quantity, SimTimeUs } from "./quantity-types.js";

const at = (moment: SimTimeUs): number => moment;
const pay = (amount: Quantity<bigint, "Amount">): bigint => amount;
const length: DurationUs = 5;
const size: Bytes = 7;
const exactSize: BigBytes = 7n;

it("take plain numbers and sums of any, and refuse one quantity in place of another when compiled", () => {
  const start: SimTimeUs = 2;
  expect([at(3), at(start), at(start + length)]).toEqual([3, 2, 7]);
  // @ts-expect-error a length of time is no moment
  expect(at(length)).toBe(5);
  // @ts-expect-error bytes are no moment
  expect(at(size)).toBe(7);
  // @ts-expect-error bytes are no amount
  expect(pay(exactSize)).toBe(7n);
});
