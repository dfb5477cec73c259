import type { RuleSwitches } from "./protocol/ground/rule-sets.js";
import { ceremonyEra } from "./eras/dawn/ceremony-era.js";
import { incrementEra } from "./eras/dusk/increment-era.js";
import type { Era } from "./eras/era.js";
import { voucherEra } from "./eras/ceremony/voucher-era.js";
import { presentEra } from "./present-era.js";
import { ringEra } from "./eras/v20/ring-era.js";

/** The era that a rule set belongs to. Throws for switches of several, which `planOf` refuses. */
export function eraOf({ lifecycle, emissionRule }: RuleSwitches): Era {
  if (lifecycle !== "trie") return presentEra;
  if (emissionRule === "v20") return ringEra;
  if (emissionRule === "dusk") return incrementEra;
  if (emissionRule === "dawn") return ceremonyEra;
  if (emissionRule === "vouchers") return voucherEra;
  throw new Error("lifecycle trie has no era of this emission rule: planOf refuses it");
}
