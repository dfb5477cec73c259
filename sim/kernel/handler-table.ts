/** The kinds of events of a run, and who handles each. */
import { StateError } from "../table/state-error.js";
import type { Handler } from "./handler.js";
import { messages } from "./messages.js";
import { maxKinds, type Priorities } from "./queue/event-queue.js";

export class HandlerTable {
  /** By kind. The array stays the same one. */
  readonly list: Handler[] = [];
  /** By kind, for queues, which hold no handlers. */
  readonly priorities: Priorities = new Int32Array(maxKinds);

  /** Why a handler cannot be added, or null. */
  refusalOf({ name, priority }: Handler): string | null {
    if (this.list.some((handler) => handler.name === name)) return messages.nameTaken(name);
    if (priority !== (priority | 0)) return messages.badPriority(name, priority);
    return this.list.length === maxKinds ? messages.tooManyKinds(name, maxKinds) : null;
  }

  /** Adds a handler that is not refused, and gives its kind. */
  add(handler: Handler): number {
    this.priorities[this.list.length] = handler.priority;
    return this.list.push(handler) - 1;
  }

  /** Throws `RangeError` if there is none. */
  nameOf(kind: number): string {
    const handler: Handler | undefined = this.list[kind];
    if (handler === undefined) throw new RangeError(messages.noSuchKind(kind));
    return handler.name;
  }

  /** Throws `StateError` if there is none: the name was read from a stored run. */
  kindOf(name: string): number {
    const kind = this.list.findIndex((handler) => handler.name === name);
    if (kind < 0) throw new StateError(messages.noSuchHandler(name));
    return kind;
  }
}
