/** The adversaries, one line each: the file of a new one is exported here, and everything else knows it. */
export { coordinatedExit } from "./coordinated-exit.js";
export { equivocate } from "./equivocate.js";
export { withholdData } from "./withhold-data.js";
