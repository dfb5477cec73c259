/** The policies, one line each: the file of a new one is exported here, and everything else knows it. */
export { byProfit } from "./by-profit.js";
export { stay } from "./stay.js";
