/** A way to sell whose answers are held against what an operator can do. */
import { answerOf } from "../../../sim/units/plugin-answer.js";
import type { Sale } from "./sale.js";

/** The way to sell of a plug-in; what it answers wrongly, or throws, is a `RunRefusal` that names it. */
export function checkedSale(id: string, sale: Sale): Sale {
  const asked = {
    plugin: `way to sell "${id}"`,
    member: "units",
    isRight: (units: unknown): boolean => typeof units === "bigint",
    allowed: "whole units, as a bigint",
  };
  return { units: (view) => answerOf(() => sale.units(view), asked) };
}
