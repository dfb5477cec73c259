import type { Wired } from "../../changes/message-port.js";

/** At message fidelity: what has reached the maker of this frame comes to the inboxes; at others it is there already. */
export function takeArrived({ wire }: Wired, frame: number): void {
  wire?.include(frame);
}
