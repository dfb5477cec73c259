/** What all shards have issued so far. */
import { World } from "../../state/world.js";
import { accrueIssuance } from "../../changes/rewards/accrual.js";

/** Counts what was issued before the frame, as long as nothing in it has changed a rate. */
export function countIssuance({ world }: { readonly world: World }, frame: number): void {
  accrueIssuance(world, frame);
}
