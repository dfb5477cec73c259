/** What commands of sim/cli say where they are about this network: it has shards and provers, of which they know nothing. */
import type { Command } from "../../sim/cli/command.js";

type Words = Partial<Pick<Command, "about" | "examples">> & {
  /** Descriptions of options. */
  readonly describe?: Readonly<Record<string, string>>;
};

const words = {
  run: { describe: { events: "also write events.csv and provers.csv, for `orrery why`" } },
  plan: {
    about:
      "Says what would run: peers, workers, shards, frames and replications, and roughly what it would cost. Runs and writes nothing.",
  },
  sweep: {
    examples: [
      "orrery sweep scenarios/thin-shards-sweep.yaml",
      "orrery sweep my.yaml --set 'sweep[\"shards.count\"]=[64, 128]' --replications 20",
      "orrery sweep my.yaml --shard 1/2 --out part1",
    ],
  },
  compare: {
    examples: [
      "orrery compare scenarios/launch.yaml --switch ring.size=16",
      "orrery compare a.yaml b.yaml --replications 20 --equivalent '1 %'",
      "orrery compare my.yaml --set shards.count=64 --metric emission.issued --precision '1 %'",
    ],
  },
  new: { examples: ["orrery new thin-shards"] },
} satisfies Readonly<Record<string, Words>>;

/** The command with the words of this network in place of the general ones. Throws for an option that it does not have. */
export function inWords(name: keyof typeof words, command: Command): Command {
  const { describe = {}, ...rest }: Words = words[name];
  const options = { ...command.options };
  for (const [option, text] of Object.entries(describe)) {
    if (options[option] === undefined) throw new Error(`orrery ${name} has no option ${option}`);
    options[option] = { ...options[option], describe: text };
  }
  return { ...command, ...rest, options };
}
