import { definePriceModel } from "./price-model.js";

/** The same price all along, however much is sold: what earnings come to at today's price. */
export const constant = definePriceModel({
  id: "constant",
  about: "the starting price, all along, however much is sold",
  parameters: {},
  create: () => ({}),
});
