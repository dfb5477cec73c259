import { dollars } from "../../../sim/units/schema.js";
import { unitsPerQuil } from "../../protocol/ground/token.js";
import { defineSale } from "./sale.js";

/** Sells no more than it needs to pay its bills (assumption). */
export const coverCosts = defineSale({
  id: "cover costs",
  about: "sells what it takes to have a reserve of dollars, and holds the rest",
  parameters: { reserve: dollars().prefault("0 USD").describe("dollars that it wants to have") },
  create: ({ reserve }) => ({
    units({ heldUnits, priceUsd, cashUsd }) {
      const missing = reserve - cashUsd;
      if (missing <= 0 || priceUsd <= 0) return 0n;
      const tokens = missing / priceUsd;
      const holds = Number(heldUnits) / Number(unitsPerQuil);
      return tokens >= holds ? heldUnits : BigInt(Math.ceil(tokens * Number(unitsPerQuil)));
    },
  }),
});
