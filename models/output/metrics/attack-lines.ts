/** What each attack with a budget came to, in a line or two for the terminal. */
import { coalitionsOf } from "../../scenario/attackers.js";
import type { Scenario } from "../../scenario/schema.js";
import type { Amounts } from "./amounts.js";
import { counted } from "../../../sim/units/readable.js";

export const attackLines = (amounts: Amounts, scenario: Scenario): string[] =>
  coalitionsOf(scenario).flatMap((coalition) => {
    const metric = (name: string): string => `attack.${name}[attacker=${coalition}]`;
    const a = (name: string): string => amounts.metric(metric(name));
    const usd = (name: string): string =>
      amounts.text((of) => of(metric(name)), name === "profit_usd" ? "balance" : "amount");
    const percent = (name: string): string => amounts.text((of) => 100 * of(metric(name)), "amount");
    const hasJunk = amounts.some((of) => of(metric("junk_bytes")) > 0);
    return [
      `Attack of ${coalition}: ${counted(a("identities"), "identity", "identities")} for ${usd("paid_usd")} USD won ${usd("won_quil")} QUIL, ` +
        `worth ${usd("won_usd")} USD: ${percent("rewardShare")} % of what was issued, profit ${usd("profit_usd")} USD.`,
      `It has ${percent("shareOfRing0")} % of ring 0, all of it on ${counted(a("ringsCaptured"), "shard")}; it decides ${counted(a("shardsDecided"), "shard")} alone ` +
        `and can halt ${a("shardsBlocked")}.`,
      ...(hasJunk ? [`It stored ${counted(a("junk_bytes"), "byte")} of junk for ${usd("fees_quil")} QUIL.`] : []),
    ];
  });
