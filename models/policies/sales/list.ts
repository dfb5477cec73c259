/** The ways to sell, one line each: the file of a new one is exported here, and everything else knows it. */
export { abovePrice } from "./above-price.js";
export { atOnce } from "./at-once.js";
export { coverCosts } from "./cover-costs.js";
export { hold } from "./hold.js";
