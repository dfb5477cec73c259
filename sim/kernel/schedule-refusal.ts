import { maxSource, maxTarget } from "./queue/event-queue.js";
import type { Handler } from "./handler.js";
import { messages } from "./messages.js";

/** An event as somebody wanted it scheduled, whatever the values. */
export interface ScheduleRequest {
  readonly kind: number;
  readonly timeUs: number;
  readonly target: number;
  readonly source: number;
  readonly payload: number;
}

/** What is wrong with an event that the kernel cannot put on the list, in words. */
export function refusalOf(
  { kind, timeUs, target, source, payload }: ScheduleRequest,
  handlers: readonly Handler[],
  nowUs: number,
): string {
  const handler: Handler | undefined = handlers[kind];
  if (handler === undefined) {
    const known = handlers.map(({ name }) => name);
    return messages.unknownKind(kind, timeUs, target, known);
  }
  const { name } = handler;
  if (timeUs > Number.MAX_SAFE_INTEGER) return messages.timeOverflow(name, timeUs, target);
  if (!Number.isInteger(timeUs)) return messages.notInteger(name, timeUs, target);
  if (timeUs < nowUs) return messages.inThePast(name, timeUs, target, nowUs);
  if (payload !== (payload | 0)) return messages.badPayload(name, timeUs, target, payload);
  const isTarget = target >= 0 && target === (target | 0);
  return isTarget
    ? messages.badIndex(name, timeUs, target, "source", source, maxSource)
    : messages.badIndex(name, timeUs, target, "target", target, maxTarget);
}
