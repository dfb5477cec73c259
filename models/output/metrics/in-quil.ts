import { unitsPerQuil } from "../../../sim/units/brands.js";

/** An amount for people: QUIL as a plain number, right to about 15 digits. */
export const inQuil = (units: bigint): number => Number(units) / Number(unitsPerQuil);
