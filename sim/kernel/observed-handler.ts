import type { Handler } from "./handler.js";
import type { EventObserver } from "./observer.js";

/** A handler that tells an observer of each event before and after; the handler itself where nobody wants to know. */
export function observedHandler(handler: Handler, observer: EventObserver | undefined): Handler {
  if (observer === undefined) return handler;
  const prefetch = handler.prefetch?.bind(handler);
  return {
    name: handler.name,
    priority: handler.priority,
    ...(prefetch !== undefined && { prefetch }),
    handle(event) {
      observer.begin(event);
      handler.handle(event);
      observer.end(event);
    },
  };
}
