/** A span of simulated time whose events are traced in full, for a viewer of traces. */
import { duration } from "../../units/dimensions.js";
import { written } from "../../units/format.js";
import { parseQuantity } from "../../units/quantity.js";
import { RunRefusal } from "../../units/run-refusal.js";
import { messages } from "../messages.js";

export interface TraceWindow {
  readonly fromUs: number;
  /** Events at this moment are still of it. */
  readonly toUs: number;
}

/** Events of a window at most: beyond, viewers become slow, and the file is of some hundred megabytes. */
export const maxWindowEvents = 200_000;

/** Bytes of the file an event, as measured on gossip, where two of three events are messages with both their ends. */
export const bytesPerEvent = 350;

/** What is wrong with a window as it was written; the text says what is allowed. */
class TraceWindowRefusal extends RunRefusal {}

/** `120s..125s`: two moments. Throws `TraceWindowRefusal`. */
export function readTraceWindow(text: string): TraceWindow {
  const parts = text.split("..");
  if (parts.length !== 2) throw new TraceWindowRefusal(messages.badTraceWindow(text));
  const [fromUs, toUs] = parts.map((part) => {
    const parsed = parseQuantity(duration, part.trim());
    if (!parsed.ok) throw new TraceWindowRefusal(messages.badTraceMoment(text, parsed.message));
    return parsed.value;
  });
  if (toUs <= fromUs) throw new TraceWindowRefusal(messages.emptyTraceWindow(text));
  return { fromUs, toUs };
}

/** Events of the window, if those of the run are spread evenly over its time. */
export function windowEvents(
  { fromUs, toUs }: TraceWindow,
  { horizonUs, total }: { readonly horizonUs: number; readonly total: number },
): number {
  const share = horizonUs === 0 ? 0 : (Math.min(toUs, horizonUs) - Math.min(fromUs, horizonUs)) / horizonUs;
  return Math.ceil(share * total);
}

/** Throws `TraceWindowRefusal` for a window that the run does not come to, or whose file would be too large. */
export function checkTraceWindow(
  window: TraceWindow,
  { name, horizonUs, total }: { readonly name: string; readonly horizonUs: number; readonly total: number },
): void {
  const horizon = written(duration, horizonUs);
  if (window.fromUs >= horizonUs) throw new TraceWindowRefusal(messages.traceWindowBeyond(written(duration, window.fromUs), name, horizon)); // prettier-ignore
  const events = windowEvents(window, { horizonUs, total });
  if (events <= maxWindowEvents) return;
  const fits = Math.max(1, Math.floor((maxWindowEvents / total) * horizonUs));
  throw new TraceWindowRefusal(
    messages.traceWindowTooLarge({ events, max: maxWindowEvents, fits: written(duration, fits) }),
  );
}
