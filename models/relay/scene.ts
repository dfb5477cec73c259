/** What a relay looks like at a moment, for `orrery watch`: which nodes have adopted the latest block. */
import { type Scene, type SceneWords, spreadOf } from "../../sim/experiment/scenes/scene.js";
import type { Adoptions } from "./relay.js";

export const relaySceneWords: SceneWords = {
  spread: { title: "Who has adopted a block", groups: ["all nodes"] },
};

/** Of the blocks that were made a slot or more ago the latest, or the first. */
export function relayScene(
  { adoptedUs }: Pick<Adoptions, "adoptedUs">,
  { nodeCount, everyUs, nowUs }: { readonly nodeCount: number; readonly everyUs: number; readonly nowUs: number },
): Scene {
  const block = Math.max(0, Math.floor(nowUs / everyUs) - 1);
  const startUs = block * everyUs;
  const spread = spreadOf(
    { of: `block ${block}, of the slot that began at ${(startUs / 1e6).toFixed(3)} s`, expected: [nodeCount] },
    {
      nodeCount,
      groupOf: () => 0,
      elapsedUs: (node) => {
        const atUs = adoptedUs[block * nodeCount + node];
        return atUs < 0 ? -1 : atUs - startUs;
      },
    },
  );
  return { spread };
}
