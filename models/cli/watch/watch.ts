/** `orrery watch` with the stories that the log of a network tells. */
import { watchCommand as commandWith } from "../../../sim/cli/commands/watch.js";
import type { Stories } from "../../../sim/cli/watch/stories.js";
import { timeline } from "../why/explain.js";
import { headOf, storyOfProver } from "../why/explain-subject.js";
import { proversByClass } from "../why/read-log.js";

/** Events of a prover that are listed beside its story, the first and the last of them. */
const [firstLines, lastLines] = [60, 60];

const stories: Stories = {
  files: ["events.csv", "provers.csv"],
  groups: proversByClass,
  story: async (folder, replication, node) => {
    const { prover, story, events, allocations } = await storyOfProver(folder, node, replication);
    const lines = timeline(events);
    const left = lines.length - firstLines - lastLines;
    const shown = left <= 0 ? lines : [...lines.slice(0, firstLines), `… ${left} more …`, ...lines.slice(-lastLines)];
    return {
      head: headOf(prover),
      lines: [...story, "", "What happened", ...shown, "", "How its allocations stand", ...allocations],
    };
  },
};

export const watchCommand = commandWith(stories);
