/** Fields that several rules of emission ask for. */
import { smallWhole, wholeNumber } from "../../ground/calc-schema.js";

const u64 = () => wholeNumber({ bits: 64 });

export const difficulty = () => u64().describe("difficulty of the frame, squarings");
/** Sizes and amounts are of any size (protocol.md section 0); only counters such as difficulty end at 64 bits. */
export const worldBytes = () => wholeNumber().describe("size of the whole world state, bytes");
export const units = () => u64().describe("units in one QUIL, 8000000000 on the network");
export const ring = () => smallWhole({ max: 255 }).describe("ring, from 0");
export const frameNumber = () => smallWhole().describe("frame number");
export const count = (what: string) => wholeNumber().describe(what);
