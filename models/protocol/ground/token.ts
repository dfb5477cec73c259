/** Amounts of the token. */
import type { Dimension } from "../../../sim/units/dimensions.js";
import { unit } from "../../../sim/units/unit.js";
import type { Quantity } from "../../../sim/units/quantity-types.js";
import { quantityField } from "../../../sim/units/schema.js";

/** An amount in units of the token: `unitsPerQuil` units are one QUIL. */
export type QuilUnits = Quantity<bigint, "QuilUnits">;

/** Units in one QUIL. Source: protocol.md section 0 (node). */
export const unitsPerQuil: QuilUnits = 8_000_000_000n;

/** Units of the token, as scenarios write them: `1.5 QUIL`, `12 units`. */
export const tokenAmount: Dimension<QuilUnits> = {
  what: "an amount of tokens",
  base: "units",
  form: "bigint",
  max: (1n << 128n) - 1n,
  units: [unit("units", 1n), unit("unit", 1n), unit("QUIL", unitsPerQuil)],
  printed: ["units", "QUIL"],
  usual: ["QUIL", "units"],
  aliases: new Map(["QUIL", "QUILs", "wQUIL"].map((word) => [word, "QUIL"])),
  examples: ["1.5 QUIL", "12 units"],
};

/** A field of a scenario: units of the token (BigInt), from `1.5 QUIL` or `12 units`. */
export const tokenField = () => quantityField(tokenAmount);
