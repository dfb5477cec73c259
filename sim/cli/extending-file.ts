import type { StartingFile } from "./command.js";

/** A scenario that stands on another one, and says what differs. */
/** The other scenario as the file names it, and as it was typed. */
interface Base {
  readonly base: string;
  readonly typed: string;
}

export function extendingFile({ name, file, schemaPath, base, typed }: StartingFile & Base): string {
  return `# yaml-language-server: $schema=${schemaPath}
#
# A scenario that differs from another one. Look at what it would do:  npx orrery plan ${JSON.stringify(file)}
# Run both in pairs and see what the difference does:                  npx orrery compare ${JSON.stringify(typed)} ${JSON.stringify(file)}

extends: ${JSON.stringify(base)} # all that is not said here is as it says
name: ${JSON.stringify(name)} # results go to results/<name>/
about: What comes of what is otherwise here?

# Write below what differs. Maps are merged with those of the other file; a list takes the place of its list, and one with a plus
# behind its key is added to it (operators+:); null takes away what the other says.
`;
}
