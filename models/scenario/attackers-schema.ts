/** Attackers, as a scenario file writes them. */
import { z } from "zod";
import { duration, share } from "../../sim/units/schema.js";
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
    .enum(["all", "thin"])
    .default("all")
    .describe("shards on which they do: all, or thin (while their rings have no more provers than the halt threshold)"),
};

export const attackersSchema = z
  .array(adversaries.choice(attackerFields))
  .max(attackersMax)
  .describe(
    "who attacks: an adversary of `orrery strategies`, whose nodes do it, when and where; its parameters beside",
  );
