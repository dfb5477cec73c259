/** What commands of sim/cli say where they are about this network: it has shards and provers, of which they know nothing. */
import { type Command, UsageError } from "../../sim/cli/command.js";
import { messages } from "../../sim/cli/terminal/messages.js";
import { keeps, type Kept, keptNames } from "../../sim/experiment/model.js";

type Words = Partial<Pick<Command, "about" | "examples">> & {
  /** Descriptions of options. */
  readonly describe?: Readonly<Record<string, string>>;
  /** Flags that stand for a value of the scenario, as after `--set`; of scenarios whose model has it. */
  readonly settings?: Partial<Readonly<Record<Kept, { readonly describe: string; readonly set: string }>>>;
};

const words = {
  run: {
    describe: { events: "also write events.csv and provers.csv, for `orrery why`" },
    settings: {
      allocations: {
        describe: "also write allocations.csv: who sits where at the end, and what each place earned",
        set: "report.allocations=true",
      },
    },
  },
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
  attack: {
    examples: [
      "orrery attack scenarios/attacks/cheapest-capture.yaml",
      "orrery attack my.yaml --param 'attackers[0].kind=sybil, ring capture' --maximise 'mean(attack.won_quil[attacker=mallory])'",
      "orrery attack my.yaml --param 'attackers[0].identities=1..64' --minimise 'attackers[0].identities' --until 'P(final attack.ringsCaptured[attacker=mallory] > 0) > 50 %'",
    ],
  },
  tune: {
    examples: [
      "orrery tune scenarios/economy/tune-curve.yaml",
      "orrery tune scenarios/economy/tune-curve.yaml --budget 2000 --out results/tuned",
    ],
  },
  compare: {
    examples: [
      "orrery compare scenarios/launch.yaml --switch ring.size=16",
      "orrery compare a.yaml b.yaml --replications 20 --equivalent '1 %'",
      "orrery compare my.yaml --set shards.count=64 --metric emission.issued --precision '1 %'",
    ],
  },
  threshold: {
    examples: [
      "orrery threshold scenarios/security/coordinated-exit.yaml --param 'attackers[0].share' --from '1 %' --to '60 %' --until 'P(coverage.haltedShards > 0) > 10 %'",
      "orrery threshold my.yaml --param 'operators[0].count' --from 20 --to 200 --until 'P(final shard.haltRisk > 0) < 5 %'",
    ],
  },
  new: {
    examples: ["orrery new thin-shards", "orrery new studies/october --extends orrery:mainnet-2026-10"],
  },
} satisfies Readonly<Record<string, Words>>;

/** The command with the words of this network in place of the general ones. Throws for an option that it does not have. */
export function inWords(name: keyof typeof words, command: Command): Command {
  const { describe = {}, settings = {}, ...rest }: Words = words[name];
  const options = { ...command.options };
  for (const [option, text] of Object.entries(describe)) {
    if (options[option] === undefined) throw new Error(`orrery ${name} has no option ${option}`);
    options[option] = { ...options[option], describe: text };
  }
  for (const [flag, { describe: text }] of Object.entries(settings))
    options[flag] = { type: "boolean", describe: text };
  const run: Command["run"] = async (args, program) => {
    const typed = keptNames.filter((flag) => settings[flag] !== undefined && args.flag(flag));
    for (const file of typed.length === 0 ? [] : [...args.words, ...args.texts("from")]) {
      const model = await program.loadModel([file]);
      for (const flag of typed) if (!keeps(model, flag)) throw new UsageError(messages.keepsNone(flag, file));
    }
    const set = typed.map((flag) => ({ flag: `--${flag}`, text: settings[flag]?.set ?? "" }));
    return command.run(set.length === 0 ? args : { ...args, settings: set }, program);
  };
  return { ...command, ...rest, options, run };
}
