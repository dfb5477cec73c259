/** What no run at frame fidelity has to say of an operator, said instead of pretended. */
import { modeOf } from "../protocol/mpc/participation.js";

/** A sentence each. `upload`: as typed, and its bits a second. */
export function notTold(upload: { readonly text: string; readonly bitPerS: number } | undefined): readonly string[] {
  const line =
    upload === undefined
      ? "The line: how much it carries up and down makes no difference at frame fidelity."
      : `The line of ${upload.text}: at frame fidelity it makes no difference, so all of this holds only if it suffices. ` +
        (modeOf(upload.bitPerS) === "offline"
          ? "With less than 10 Mbit/s up a node would be an offline prover: the same ring rewards, no share of the fees for computing (protocol.md 13; assumption)."
          : "10 Mbit/s up are enough to compute together with others (protocol.md 13).");
  return [
    line,
    "The machine: whether its cores, memory and disk keep up with so many workers.",
    "Others: nobody comes or leaves because of what you earn, unless the scenario has operators who decide so.",
  ];
}
