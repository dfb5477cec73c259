/** The price models, one line each: the file of a new one is exported here, and everything else knows it. */
export { constant } from "./constant.js";
export { csv } from "./csv.js";
export { geometricBrownian } from "./geometric-brownian.js";
export { jumpDiffusion } from "./jump-diffusion.js";
export { meanReversion } from "./mean-reversion.js";
export { pool } from "./pool.js";
