/** The issuance curves, one line each: the file of a new one is exported here, and everything else knows it. */
export { article } from "./article.js";
export { capped } from "./capped.js";
export { constant } from "./constant.js";
export { dawn } from "./dawn.js";
export { dusk } from "./dusk.js";
export { exponentialDecay } from "./exponential-decay.js";
export { filecoin } from "./filecoin.js";
export { formula } from "./formula.js";
export { halving } from "./halving.js";
export { linear } from "./linear.js";
export { meaningfulWork } from "./meaningful-work.js";
export { rootOfStake } from "./root-of-stake.js";
export { tailEmission } from "./tail-emission.js";
