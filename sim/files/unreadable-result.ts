/** What was named is no result of a run, or not as a run writes it; the text says what to do. Exit code 2. */
export class UnreadableResult extends Error {
  override readonly name = "UnreadableResult";
}

export const unreadable = {
  damaged: (file: string, what: string): UnreadableResult =>
    new UnreadableResult(`${file} is not as a run writes it: ${what}.`),
  notWhole: (folder: string): UnreadableResult =>
    new UnreadableResult(
      `${folder} has no manifest.json, which a run writes last: it is not the results folder of a run, or not whole.`,
    ),
  notThere: (name: string): UnreadableResult => new UnreadableResult(`${name} is not there.`),
} as const;
