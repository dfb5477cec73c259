/** What can be wrong with a folder that a user names, in words she can act on. */
export const messages = {
  folderHasFiles: (folder: string) =>
    `${folder} already holds files, and results are never overwritten silently. Name another folder with --out, or replace it with --force.`,
  folderIsNotAResult: (folder: string) =>
    `${folder} holds files that are not results of a run (no manifest.json), so --force does not replace it. Name another folder with --out.`,
  folderIsAFile: (folder: string) => `${folder} is a file, not a folder. Name another folder with --out.`,
  folderCannotBeMade: (folder: string, reason: string) =>
    `${folder} cannot be written (${reason}). Name another folder with --out.`,
} as const;
