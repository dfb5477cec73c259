/** The examples of docs/plugins.md: a file, a line, and a scenario that uses them. */
import { readText } from "../docs/repository.js";

export interface PluginExample {
  readonly title: string;
  /** Path in the repository, and what is in it. */
  readonly file: string;
  readonly code: string;
  readonly list: string;
  readonly line: string;
  readonly scenario: string;
}

/** One a section. Throws if a section has something else than a file, a line and a scenario. */
export function pluginExamples(): readonly PluginExample[] {
  const [, ...sections] = readText("docs/plugins.md").split(/^## /m);
  return sections.map((section) => {
    const [title] = section.split("\n");
    const blocks = [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
      language,
      text,
    }));
    const list = /^The line, in `([^`]+)`:$/m.exec(section)?.[1];
    const file = /^\/\/ (\S+)$/m.exec(blocks[0]?.text ?? "")?.[1];
    const languages = blocks.map(({ language }) => language).join(" ");
    if (list === undefined || file === undefined || languages !== "ts ts yaml")
      throw new Error(`"${title}" of docs/plugins.md is not a file, a line and a scenario`);
    const [code, line, scenario] = blocks.map(({ text }) => text);
    return { title, file, code, list, line, scenario };
  });
}
