import { defineSale } from "./sale.js";

/** Nobody keeps what it can sell (assumption). */
export const atOnce = defineSale({
  id: "at once",
  about: "sells all that it holds whenever it looks",
  parameters: {},
  create: () => ({ units: ({ heldUnits }) => heldUnits }),
});
