/** The price models, one line each: the file of a new one is exported here, and everything else knows it. */
export { constant } from "./constant.js";
