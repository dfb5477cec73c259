/** A currency for tests of quantities: amounts that a BigInt holds, in grains, of which a coin has eight thousand million. */
import type { Dimension } from "../sim/units/dimensions.js";
import { unit } from "../sim/units/unit.js";
import { quantityField } from "../sim/units/schema.js";

export const coinAmount: Dimension<bigint> = {
  what: "an amount of tokens",
  base: "grains",
  form: "bigint",
  max: (1n << 128n) - 1n,
  units: [unit("grains", 1n), unit("grain", 1n), unit("COIN", 8_000_000_000n)],
  printed: ["grains", "COIN"],
  usual: ["COIN", "grains"],
  aliases: new Map([["coin", "COIN"]]),
  examples: ["1.5 COIN", "12 grains"],
};

export const coinField = () => quantityField(coinAmount);
