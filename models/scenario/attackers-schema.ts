/** Attackers, as a scenario file writes them. */
import { z } from "zod";
import { dollars, duration, nameText, share } from "../../sim/units/schema.js";
import { adversaries } from "../adversaries/adversaries.js";

/** As many as a node can belong to. */
const attackersMax = 30;

/** What every attacker has, whatever it does. */
export const attackerFields = {
  class: z.string().min(1).max(60).describe("class of operators whose nodes attack"),
  share: share()
    .prefault("100 %")
    .describe("share of the nodes of the class that do, drawn; those of a smaller share are among those of a larger"),
  start: duration().prefault("0 s").describe("when the attack begins; until then the nodes are honest"),
  targets: z
    .enum(["all", "thin", "empty", "new"])
    .default("all")
    .describe(
      "shards on which they do: all, or thin (while their rings have no more provers than the halt threshold); of what a budget buys also " +
        "empty (nobody else is there or on the way), or new (it came about by a split since the attack began)",
    ),
  budget: dollars()
    .refine((usd) => usd <= 1e12, "more than there is; write at most 1000000000000 USD")
    .optional()
    .describe(
      "what the attack may cost: at its start it buys machines at the costs of its class, which has nobody else, and what its kind needs; " +
        "without it the nodes of the class attack",
    ),
  lasts: duration()
    .refine((us) => us > 0, "it would be over as it begins; write a time such as 30 d")
    .optional()
    .describe("how long the budget pays for the machines, which leave then; 30 d unless given"),
  coalition: nameText(60)
    .optional()
    .describe(
      "name under which its votes, positions and money are counted with those of others; the class unless given",
    ),
};

export const attackersSchema = z
  .array(adversaries.choice(attackerFields))
  .max(attackersMax)
  .describe(
    "who attacks: an adversary of `orrery strategies`, whose nodes do it, when and where; its parameters beside",
  );
