/** The strategies, one line each: the file of a new one is exported here, and everything else knows it. */
export { dataGreedy } from "./data-greedy.js";
export { hopper } from "./hopper.js";
export { leastReplicated } from "./least-replicated.js";
export { random } from "./random.js";
export { rewardGreedy } from "./reward-greedy.js";
export { senioritySniper } from "./seniority-sniper.js";
export { smallestRing } from "./smallest-ring.js";
