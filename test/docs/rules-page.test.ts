/** docs/rules.md is what the rules make of it, and every source tag of the code leads into it or into docs/protocol.md. */
import { describe, expect, it } from "vitest";
import { allRules, ruleById, ruleSections } from "../../models/protocol/rules.js";
import { readText, repositoryFiles } from "./repository.js";
import { rulesFile, rulesPage } from "./rules-page.js";
import { codeOf, mentionsIn, sourceTags, tagsIn } from "./source-tags.js";

const protocol = readText("docs/protocol.md");
const items = new Set(
  [...protocol.matchAll(/^(?:#{2,3} (\d+(?:\.\d+)?)\.? |- \*\*(\d+\.\d+)\*\* )/gm)].map(
    ([, heading, item]) => heading ?? item,
  ),
);

describe("docs/rules.md", () => {
  it("is up to date", async () => {
    expect(readText(rulesFile), "if the rules are right: npm run pages").toBe(await rulesPage());
  });

  it("knows where the code of every rule is", () => {
    expect(allRules.filter(({ id }) => codeOf(id).length === 0).map(({ id }) => id)).toEqual([]);
  });
});

describe("source tags", () => {
  it("are found, broken over lines too", () => {
    expect(sourceTags.length).toBeGreaterThan(200);
    const text = "/**\n * Ring. Source: protocol.md\n * `ring.info` (node), protocol.md sections 6.2, 7.1 and 8.\n */";
    expect(tagsIn("a.ts", text)).toEqual([
      { file: "a.ts", rules: ["ring.info"], sections: [] },
      { file: "a.ts", rules: [], sections: ["6.2", "7.1", "8"] },
    ]);
  });

  it("name rules that there are", () => {
    const lost = sourceTags.flatMap(({ file, rules }) => rules.map((id) => ({ file, id })));
    expect(lost.filter(({ id }) => ruleById(id) === undefined)).toEqual([]);
  });

  it("name sections and items that docs/protocol.md has", () => {
    const named = sourceTags.flatMap(({ file, sections }) => sections.map((section) => ({ file, section })));
    expect(named.filter(({ section }) => !items.has(section))).toEqual([]);
  });

  it("name something wherever a docstring begins with the source", () => {
    const vague = repositoryFiles
      .filter((path) => /^(?:models|sim)\/.*\.ts$/.test(path))
      .flatMap((path) =>
        readText(path)
          .split(/(?=Source: )/)
          .slice(1)
          .map((text) => ({ path, text: text.slice(0, 300) })),
      )
      .filter(({ text }) => mentionsIn(text.slice(0, 24)) > 0 && tagsIn("", text).length === 0);
    expect(vague).toEqual([]);
  });
});

/** What a source may begin with; what follows names files, dates or tags. */
const known =
  /^(?:(?:[\w ,2^]+: )?(?:seed|node|page|article|assumption|design|ceremonyclient)\b|unchanged: node|storage: go:|rs:|go:|20:|14:|pages?\b|2\.0\b|the window under epochs disagrees)/;

describe("sources of rules", () => {
  it.each(allRules)("$id comes from where docs/protocol.md says what it means", ({ source }) => {
    expect(source.split("; ").filter((part) => !known.test(part))).toEqual([]);
  });

  it("are listed by section, each rule in its own, once", () => {
    for (const { number, title, rules } of ruleSections) {
      const [, section = ""] = protocol.split(`\n## ${number}. ${title}\n`);
      const [, list = ""] = /^Rules?: ([\s\S]*?)(?:\n\n|, with|\. )/m.exec(section) ?? [];
      expect([...list.matchAll(/\[`([\w.]+)`\]/g)].map(([, id]) => id)).toEqual(rules.map(({ id }) => id));
    }
  });
});
