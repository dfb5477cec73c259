import { type Arguments, type Command, UsageError } from "../command.js";
import { unreadable } from "../../files/unreadable-result.js";
import { exists } from "../../files/file-system.js";
import { recoverResult } from "../../output/result-folder.js";
import { refusingFiles } from "../refusing-files.js";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import { watchInterrupt } from "../terminal/interrupt.js";
import { messages } from "../terminal/messages.js";
import { print } from "../terminal/output-streams.js";
import { loopback, watchServer } from "../watch/server.js";
import type { Stories } from "../watch/stories.js";
import { WatchedRun } from "../watch/watched-run.js";

/** `orrery watch`: a page on this machine that plays a run, finished or under way. */
export const watchCommand = (stories: Stories): Command => ({
  usage: "watch RUN",
  about:
    "Plays a run in a browser: a page on this machine alone (127.0.0.1), of a finished results folder or of one that a run is still writing. Prints its address; Ctrl-C ends it.",
  options: {
    port: { type: "string", requiresArg: true, describe: "port of the page; one that is free unless given" },
    json: { type: "boolean", describe: "print the address as one JSON object" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: [
    "orrery run scenarios/launch.yaml --out results/launch &",
    "orrery watch results/launch",
    "orrery watch results/launch --port 8080",
  ],
  run: async (args) => refusingFiles(() => watch(args, stories)),
});

async function watch(args: Arguments, stories: Stories): Promise<ExitCode> {
  const [folder] = args.words;
  if (folder === undefined || args.words.length > 1) throw new UsageError(messages.watchNeedsRun());
  const port = portTyped(args.text("port"));
  recoverResult(folder);
  const run = new WatchedRun(folder);
  run.look();
  if (!run.isThere) throw exists(folder) ? new UsageError(messages.isNoRun(folder)) : unreadable.notThere(folder);
  const server = watchServer(run, stories);
  const address = await new Promise<string>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new UsageError(messages.portRefused(port, error.code ?? error.message))),
    );
    server.listen(port, loopback, () => {
      const bound = server.address();
      resolve(`http://${loopback}:${typeof bound === "object" && bound !== null ? bound.port : port}/`);
    });
  });
  await new Promise<void>((resolve) => {
    const interrupt = watchInterrupt({ onFirst: resolve });
    print(
      args.flag("json") ? `${JSON.stringify({ run: folder, address })}\n` : `${messages.watchAt(folder, address)}\n`,
    );
    server.once("close", () => interrupt.release());
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  // To be ended is what it was waiting for.
  return exitCodes.ok;
}

function portTyped(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw new UsageError(messages.badPort(text));
  return port;
}
