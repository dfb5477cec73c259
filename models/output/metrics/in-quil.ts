import { unitsPerQuil } from "../../../sim/units/brands.js";

/** A human-readable amount: QUIL as a plain number, right to about 15 digits. */
export const inQuil = (units: bigint): number => Number(units) / Number(unitsPerQuil);
