/**
 * All that a command prints, for humans and for programs: the one door to standard output and standard error. A reader may go
 * away, the file behind it be full, a terminal be closed: that ends the output, never the work.
 */
import { isatty } from "node:tty";
import { visibleOutput } from "../../units/visible-text.js";

/** Later somebody else may stand under its name (`output-guard.ts`). */
const { stdout } = process;

/** Why nothing more can be written, by stream; a stream stands here from its first word on. */
const streams = new Map<NodeJS.WriteStream, { lost: NodeJS.ErrnoException | undefined }>();

/** Results, and what was asked for. False if nobody can read it. */
export const print = (text: string): boolean => put(stdout, text);

/** Whether what is printed appears on a terminal. */
export const isTerminal = (): boolean => isatty(1);

/** Progress, and whatever goes wrong. */
export const printNote = (text: string): boolean => put(process.stderr, text);

/** What comes before the results: beside them on standard output, or apart where that is for a program. */
export function printHead(head: string, { json, quiet }: { readonly json: boolean; readonly quiet: boolean }): void {
  if (!json) print(head);
  else if (!quiet) printNote(head);
}

/** Prints it, and waits until its reader has caught up. False if nobody can read it. */
export async function printAndWait(text: string): Promise<boolean> {
  if (!isWritable(stdout)) return false;
  await new Promise<void>((resolve) => {
    // An error may take the place of `drain`, which then never comes.
    const done = (): void => {
      stdout.off("drain", done).off("error", done);
      resolve();
    };
    stdout.once("error", done);
    if (stdout.write(visibleOutput(text))) setImmediate(done);
    else stdout.once("drain", done);
  });
  return isWritable(stdout);
}

/** Standard error for those who draw on it themselves. */
export function stderrStream(): NodeJS.WriteStream {
  isWritable(process.stderr);
  return process.stderr;
}

function put(stream: NodeJS.WriteStream, text: string): boolean {
  // Names of files, and what stands in them, come from anybody.
  if (isWritable(stream)) stream.write(visibleOutput(text));
  return isWritable(stream);
}

/** False once anything could not be written. From the first question on, errors of the stream are kept and thrown no more. */
function isWritable(stream: NodeJS.WriteStream): boolean {
  let state = streams.get(stream);
  if (state === undefined) {
    const watched = (state = { lost: undefined as NodeJS.ErrnoException | undefined });
    streams.set(stream, watched);
    stream.on("error", (error: NodeJS.ErrnoException) => (watched.lost ??= error));
  }
  return state.lost === undefined;
}

/**
 * Why results did not reach standard output. A reader that closes its pipe has seen enough, which is no loss; anything
 * else, such as a full disk, has taken words that somebody wanted.
 */
export function lostOutput(): string | undefined {
  const lost = streams.get(stdout)?.lost;
  return lost === undefined || lost.code === "EPIPE" ? undefined : (lost.code ?? lost.message);
}
