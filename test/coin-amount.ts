/** A currency for tests of quantities: amounts that a BigInt holds, in units of which a coin has eight thousand million. */
import type { Dimension } from "../sim/units/dimensions.js";
import { unit } from "../sim/units/unit.js";
import { quantityField } from "../sim/units/schema.js";

export const coinAmount: Dimension<bigint> = {
  what: "an amount of tokens",
  base: "units",
  form: "bigint",
  max: (1n << 128n) - 1n,
  units: [unit("units", 1n), unit("unit", 1n), unit("COIN", 8_000_000_000n)],
  printed: ["units", "COIN"],
  usual: ["COIN", "units"],
  aliases: new Map([["coin", "COIN"]]),
  examples: ["1.5 COIN", "12 units"],
};

export const coinField = () => quantityField(coinAmount);
