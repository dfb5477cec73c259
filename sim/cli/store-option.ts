/** `--store DIR`: where finished replications are kept, for every command that computes nothing twice. */
import { openStore } from "../experiment/store/cell-store.js";
import { isFileFailure, reasonOf } from "../files/file-system.js";
import { type Arguments, type CommandOptions, UsageError } from "./command.js";
import { messages } from "./terminal/messages.js";

const defaultStore = "results/cells";

/** `what` is kept there, in the words of the command. */
export const storeOption = (what: "cells" | "replications"): CommandOptions => ({
  store: { type: "string", requiresArg: true, describe: `folder of finished ${what} (default: ${defaultStore})` },
});

export const storeTyped = (args: Arguments): string => args.text("store") ?? defaultStore;

/** Tries the store before anything is computed. Throws `UsageError`. */
export function prepareStore(folder: string): void {
  try {
    openStore(folder);
  } catch (error) {
    if (!isFileFailure(error)) throw error;
    throw new UsageError(messages.storeUnusable(folder, reasonOf(error)));
  }
}
