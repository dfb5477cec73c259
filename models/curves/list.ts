/** The issuance curves, one line each: the file of a new one is exported here, and everything else knows it. */
export { article } from "./article.js";
export { halving } from "./halving.js";
export { meaningfulWork } from "./meaningful-work.js";
