import { type QuilUnits, unitsPerQuil } from "../ground/token.js";

/** QUIL that genesis gave for one voucher of the ceremony. Source: protocol.md `emission.genesisClaims` (seed, node). */
const quilPerVoucher = 50n;

/** Units that genesis credits for ceremony vouchers. Source: protocol.md `emission.genesisClaims` (seed, node). */
export function genesisClaims(vouchers: bigint): QuilUnits {
  return vouchers * quilPerVoucher * unitsPerQuil;
}
