/** The adversaries, one line each: the file of a new one is exported here, and everything else knows it. */
export { consolidate } from "./consolidate.js";
export { coordinatedExit } from "./coordinated-exit.js";
export { equivocate } from "./equivocate.js";
export { honest } from "./honest.js";
export { junkStorage } from "./junk-storage.js";
export { messageSpam } from "./message-spam.js";
export { quorumCapture } from "./quorum-capture.js";
export { ringCapture } from "./ring-capture.js";
export { sybil } from "./sybil.js";
export { withholdData } from "./withhold-data.js";
