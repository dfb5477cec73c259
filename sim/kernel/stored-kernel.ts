/** A kernel as stored state: clock, events that wait, counters and folds; of handlers, their names. */
import type { StateReader } from "../table/state-reader.js";
import { StateError } from "../table/state-error.js";
import type { StateSink } from "../table/stored.js";
import type { EventHistory } from "./event-history.js";
import type { Fingerprint } from "./fingerprint.js";
import type { HandlerTable } from "./handler-table.js";
import type { LivelockGuard } from "./livelock-guard.js";
import { messages } from "./messages.js";
import type { EventQueue } from "./queue/event-queue.js";
import { loadEvents, saveEvents } from "./queue/stored-events.js";
import type { SequenceCounters } from "./sequence-counters.js";

/** What of a kernel changes in a run. */
export interface KernelParts {
  readonly handlers: HandlerTable;
  readonly history: EventHistory;
  readonly fingerprint: Fingerprint;
  readonly sequences: SequenceCounters;
  readonly livelockGuard: LivelockGuard;
  readonly queue: EventQueue;
}

export function saveKernel(to: StateSink, parts: KernelParts): void {
  const { list, priorities } = parts.handlers;
  to.texts(
    "handlers",
    list.map(({ name }) => name),
  );
  to.part("history", parts.history);
  to.part("fingerprint", parts.fingerprint);
  to.part("sequences", parts.sequences);
  to.part("moments", parts.livelockGuard);
  to.part("events", { save: (part) => saveEvents(part, parts.queue, priorities) });
}

/** Into parts of a kernel that has handled and scheduled nothing. Throws `StateError` for what does not fit them. */
export function loadKernel(from: StateReader, parts: KernelParts): void {
  const { history, queue } = parts;
  if (history.count > 0 || queue.size > 0) throw new StateError(messages.hasBegun());
  const kinds = from.texts("handlers").map((name) => parts.handlers.kindOf(name));
  from.part("history", { load: (part) => history.load(part, kinds) });
  from.part("fingerprint", parts.fingerprint);
  from.part("sequences", parts.sequences);
  from.part("moments", parts.livelockGuard);
  from.part("events", { load: (part) => loadEvents(part, queue, kinds) });
}
