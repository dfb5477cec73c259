/** What a network of an era before 2.1 remembers beyond the tables of every network. */
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { World } from "./world.js";
import { CeremonyRounds } from "./eras/ceremony-rounds.js";
import { Coordinator } from "./coordinator.js";
import { ProvingNodes } from "./eras/proving-nodes.js";
import { V20Members, V20Rings } from "./eras/v20-rings.js";

/** Gives the world the tables of its era; none are missing afterwards that `eraTable` is asked for. */
export function addEraTables(world: World, { lifecycle, emissionRule }: RuleSwitches): void {
  if (lifecycle !== "trie") return;
  if (emissionRule === "dawn") world.ceremony = new CeremonyRounds();
  if (emissionRule === "vouchers") world.coordinator = new Coordinator();
  if (emissionRule === "dusk") world.proving = new ProvingNodes();
  if (emissionRule !== "v20") return;
  world.v20Rings = new V20Rings();
  world.v20Members = new V20Members();
}

/** Whether nodes have places, of which each earns for itself: in Dawn and Dusk each is paid for what it proves. */
export const hasPlaces = ({ ceremony, proving }: World): boolean => ceremony === null && proving === null;

/** A table of the era that is simulated. Throws in a network of another. */
export function eraTable<Name extends "ceremony" | "coordinator" | "proving" | "v20Rings" | "v20Members">(
  world: World,
  name: Name,
): NonNullable<World[Name]> {
  const table = world[name];
  if (table === null) throw new Error(`a network of this era has no table ${name}`);
  return table;
}
