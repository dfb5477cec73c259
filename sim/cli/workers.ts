/** `--workers`. */
import { maxWorkers } from "../experiment/pool/worker-count.js";
import { type Arguments, type CommandOptions, UsageError } from "./command.js";
import { messages } from "./terminal/messages.js";

export const workersOption: CommandOptions = {
  workers: {
    type: "string",
    requiresArg: true,
    describe:
      "threads that share the replications, or one network of `model: gossip` or at message fidelity (default: one a core, as far as memory holds)",
  },
};

/** The number typed, or undefined. Throws `UsageError`. */
export function workersTyped(args: Arguments): number | undefined {
  const text = args.text("workers");
  if (text === undefined) return undefined;
  const workers = Number(text);
  if (!/^\d{1,4}$/.test(text) || workers < 1 || workers > maxWorkers) throw new UsageError(messages.badWorkers(text));
  return workers;
}
