import type { Scenario } from "../../scenario/schema.js";
import type { Draws, RowStreams } from "../../state/draws.js";
import type { FrameCalendar } from "../../state/calendar.js";
import type { World } from "../../state/world.js";
import { Message, type MessageKind, type MessagePort } from "../message-port.js";

/** Where a kind arrives, and how its loss is drawn: kinds that draw from one stream have each their own numbers. */
interface Route {
  readonly inbox: FrameCalendar;
  /** Null: it is never lost. */
  readonly losses: RowStreams | null;
  readonly kinds: number;
  readonly kind: number;
}

/**
 * The network at frame fidelity: a message arrives with the next frame, or never with the scenario's probability of loss,
 * which is drawn for each sender, frame and kind; where somebody floods archives, some more find no room (`Crowding`). It comes to the inbox of its kind as pairs (kind, row). Neither its way
 * nor its size matters.
 */
export class SampledNetwork implements MessagePort {
  readonly #world: Pick<World, "frame" | "crowding">;
  readonly #network: Scenario["network"];
  readonly #routes: { readonly [kind in MessageKind]: Route };

  constructor(
    world: Pick<World, "frame" | "calendars" | "crowding">,
    { nodes }: Draws,
    { network }: Pick<Scenario, "network">,
  ) {
    this.#world = world;
    this.#network = network;
    const { requests, pauses, seniorityMerges, evidence } = world.calendars;
    const request = (kind: number): Route => ({
      inbox: requests,
      losses: nodes.purpose("message loss"),
      kinds: 4,
      kind,
    });
    const pause = (kind: number): Route => ({ inbox: pauses, losses: nodes.purpose("pause loss"), kinds: 2, kind });
    this.#routes = {
      [Message.join]: request(0),
      [Message.confirm]: request(1),
      [Message.reject]: request(2),
      [Message.leave]: request(3),
      [Message.pause]: pause(0),
      [Message.resume]: pause(1),
      [Message.mergeSeniority]: { inbox: seniorityMerges, losses: nodes.purpose("merge loss"), kinds: 1, kind: 0 },
      // Whoever saw both headers may show them, so that none of these is lost (assumption).
      [Message.evidence]: { inbox: evidence, losses: null, kinds: 1, kind: 0 },
    };
  }

  send(kind: MessageKind, from: number, _to: number, rows: readonly number[]): boolean {
    const route = this.#routes[kind];
    const { frame } = this.#world;
    const { messageLoss } = this.#network;
    const { losses } = route;
    const isLost =
      messageLoss > 0 && losses !== null && losses.uniform(from, frame * route.kinds + route.kind) < messageLoss;
    if (isLost) return false;
    // What archives have no room for. Evidence can be shown by anybody who saw it, again and again.
    if (losses !== null && this.#world.crowding?.isLost(from, frame, kind) === true) return false;
    for (const row of rows) route.inbox.addPair(frame + 1, kind, row);
    return true;
  }

  introduce(_node: number, frame: number): number {
    return frame;
  }

  defer(kind: MessageKind, row: number): void {
    this.#routes[kind].inbox.addPair(this.#world.frame + 1, kind, row);
  }
}
