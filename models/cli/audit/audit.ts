import { auditRun } from "../../checks/audit-run.js";
import { type Audited, auditJson, auditText } from "./report.js";
import { openRunFolder } from "../results/open-run-folder.js";
import { readRuns } from "./read-run.js";
import { type Arguments, type Command, UsageError } from "../../../sim/cli/command.js";
import { type ExitCode, exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { messages } from "../texts/messages.js";
import { refusingFiles } from "../../../sim/cli/refusing-files.js";
import { print } from "../../../sim/cli/terminal/output-streams.js";

/** `orrery audit`: works a run out again from its log, and holds what it wrote against that. */
export const auditCommand: Command = {
  usage: "audit RUN",
  about:
    "Works out a run that was made with --events again from its log, by the rules of the protocol alone and apart from the simulator's own accounts, and holds every window, status, ring, halt, eviction, reward and row against what the run wrote. Exit code 99 if something differs.",
  options: {
    replication: { type: "string", requiresArg: true, describe: "audit one replication only, from 0" },
    all: { type: "boolean", describe: "show all findings, not only the first 20" },
    json: { type: "boolean", describe: "print one JSON object" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: ["orrery run my.yaml --events --out /tmp/mine", "orrery audit /tmp/mine"],
  run: async (args) => refusingFiles(() => audit(args)),
};

async function audit(args: Arguments): Promise<ExitCode> {
  const [folder] = args.words;
  if (folder === undefined || args.words.length > 1) throw new UsageError(messages.needsAudited());
  await openRunFolder(folder);
  const audited: Audited[] = [];
  let name = "";
  for (const [replication, run] of await readRuns(folder, args.text("replication"))) {
    const { name: scenario, rules, seed } = run.scenario;
    name = `${scenario} · rules ${rules} · seed ${seed}`;
    audited.push({ replication, audit: auditRun(run) });
  }
  print(args.flag("json") ? auditJson(name, audited) : auditText(name, audited, args.flag("all")));
  return audited.every((one) => one.audit.count === 0) ? exitCodes.ok : exitCodes.different;
}
