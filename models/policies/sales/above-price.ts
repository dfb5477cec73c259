import { dollars } from "../../../sim/units/schema.js";
import { defineSale } from "./sale.js";

/** Waits for a price (assumption). */
export const abovePrice = defineSale({
  id: "above price",
  about: "sells all that it holds when a token is worth enough, and nothing below",
  parameters: { least: dollars().describe("price of a token from which it sells") },
  create: ({ least }) => ({ units: ({ heldUnits, priceUsd }) => (priceUsd >= least ? heldUnits : 0n) }),
});
