import { unitsPerQuil } from "../../protocol/ground/token.js";

/** A human-readable amount: QUIL as a plain number, right to about 15 digits. */
export const inQuil = (units: bigint): number => Number(units) / Number(unitsPerQuil);
