import { defineSale } from "./sale.js";

/** What every class does that writes no way to sell; its costs make debts (assumption). */
export const hold = defineSale({
  id: "hold",
  about: "sells nothing",
  parameters: {},
  create: () => ({ units: () => 0n }),
});
