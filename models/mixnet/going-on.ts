/** What a run of a mixnet that goes on may have otherwise than it had before. */
import type { ChangedValue } from "../../sim/experiment/model.js";
import type { SimTimeUs } from "../../sim/units/quantity-types.js";
import { messages } from "./messages.js";
import type { MixnetScenario } from "./schema.js";

/** Silences that have begun are what they were, as messages wait for their end; others may be added, changed and taken away. */
export function whyFixed({ path, before, after, atUs }: ChangedValue<MixnetScenario>): string | null {
  if (!path.startsWith("silent")) return messages.fixed();
  return begunBy(before, atUs) === begunBy(after, atUs) ? null : messages.begun();
}

/** In a text, whatever their order. */
function begunBy({ silent }: MixnetScenario, atUs: SimTimeUs): string {
  const begun = silent.filter(({ at }) => at <= atUs);
  return begun
    .map(({ player, at, for: lastsUs }) => `${player} ${at} ${lastsUs ?? "on"}`)
    .toSorted()
    .join();
}
