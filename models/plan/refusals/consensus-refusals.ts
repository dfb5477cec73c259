/** What a scenario cannot ask of consensus under its rules. */
import { counted, durationText } from "../../../sim/units/readable.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { switchNamed } from "../../protocol/ground/switches.js";
import { archiveCount } from "../../scenario/archives.js";
import type { Scenario } from "../../scenario/schema.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
}

export function consensusRefusals(scenario: Scenario, rules: RuleSwitches): readonly Refusal[] {
  const found: Refusal[] = [];
  if (rules.consensusKind === "simplex" && scenario.consensus.competingFrames > 0)
    found.push({
      path: "consensus.competingFrames",
      message: "a frame of Simplex (consensusKind simplex) is final once it is certified, so none competes; write 0 %",
    });
  return [...found, ...archiveRefusals(scenario, rules)];
}

/** Two counts of archives that differ, and silences that cannot come about. */
function archiveRefusals(scenario: Scenario, rules: RuleSwitches): readonly Refusal[] {
  const { archives, switches, horizon } = scenario;
  if (archives === undefined) return [];
  const count = archiveCount(scenario, rules);
  const found: Refusal[] = [];
  const isWritten = Object.entries(switches).some(
    ([key, value]) => switchNamed(key) === "archives" && value !== undefined,
  );
  if (isWritten && count !== rules.archives)
    found.push({
      path: "archives.count",
      message: `${count}, and switches.archives says ${rules.archives}; leave one out`,
    });
  archives.silent?.forEach(({ archives: silent, from, for: lasting }, index) => {
    const path = `archives.silent[${index}]`;
    if (silent > count)
      found.push({ path: `${path}.archives`, message: `${silent} of ${counted(count, "archive")} cannot be silent` });
    if (from >= horizon)
      found.push({
        path: `${path}.from`,
        message: `${durationText(from / 1e6)} is not before the end, ${durationText(horizon / 1e6)}: it would never happen`,
      });
    if (lasting === 0)
      found.push({ path: `${path}.for`, message: "it would be over before it begins; write a longer one" });
  });
  return found;
}
