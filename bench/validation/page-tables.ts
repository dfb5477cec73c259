/** The tables of docs/validation.md, from the deviations. */
import { modes, type Mode } from "./run-window.js";
import type { Deviation } from "./score.js";
import { medianSkill, type Skill, skillsOf } from "./skill.js";
import { stages } from "./stages.js";
import { horizonsDays } from "./windows.js";

const skillText = (skill: number | null): string => (skill === null ? "–" : skill.toFixed(2).replace("-", "−"));

const deviationText = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));

/** One row an outcome; for each horizon the deviation, and skill against staying, going on, chance. */
function stageTable(skills: readonly Skill[]): string {
  const horizons = horizonsDays.filter((horizon) => skills.some(({ horizonDays }) => horizonDays === horizon));
  const rows = [...new Set(skills.map(({ outcome }) => outcome))].map((outcome) => {
    const cells = horizons.map((horizon) => {
      const found = skills.find((one) => one.outcome === outcome && one.horizonDays === horizon);
      if (found === undefined) return "";
      const { against, deviation } = found;
      const texts = [against.stays, against.goesOn, against.byChance].map(skillText);
      return `${deviationText(deviation)}: ${texts.join(" / ")}`;
    });
    return `| \`${outcome}\` | ${cells.join(" | ")} |`;
  });
  const counts = horizons.map((horizon) => {
    const windows = Math.max(...skills.filter((one) => one.horizonDays === horizon).map((one) => one.windows));
    return `${horizon} d, ${windows} ${windows === 1 ? "start" : "starts"}`;
  });
  return [`| outcome | ${counts.join(" | ")} |`, `| --- | ${horizons.map(() => "--:").join(" | ")} |`, ...rows].join(
    "\n",
  );
}

/** Medians over the outcomes that are none of the stage's inputs, a row a stage. */
function overview(deviations: readonly Deviation[]): string {
  const row = (stage: (typeof stages)[number], mode: Mode): string => {
    const skills = skillsOf(deviations, stage.name, mode).filter(
      ({ outcome }) => mode === "blind" || !(stage.inputs as readonly string[]).includes(outcome),
    );
    const positive = skills.filter(({ against }) => against.stays !== null && against.stays > 0).length;
    const medians = [
      medianSkill(skills.map(({ against }) => against.stays)),
      medianSkill(skills.map(({ against }) => against.goesOn)),
      medianSkill(skills.map(({ against }) => against.byChance)),
      medianSkill(skills.map(({ best }) => best)),
    ];
    return `| ${stage.name}, ${mode} | ${medians.map(skillText).join(" | ")} | ${positive} of ${skills.length} |`;
  };
  return [
    "| stage | stays as it was | goes on as in the last week | places lost at random | the best of the three | above 0 |",
    "| --- | --: | --: | --: | --: | --: |",
    ...stages.flatMap((stage) => modes.map((mode) => row(stage, mode))),
  ].join("\n");
}

/** Tables by the name under which the page has them. */
export function pageTables(deviations: readonly Deviation[]): ReadonlyMap<string, string> {
  const ofStages = stages.flatMap((stage) =>
    modes.map((mode) => [`${stage.name} ${mode}`, stageTable(skillsOf(deviations, stage.name, mode))] as const),
  );
  return new Map([["overview", overview(deviations)], ...ofStages]);
}
