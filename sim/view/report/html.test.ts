import { describe, expect, it } from "vitest";
import { escaped, list, scriptJson, section } from "./html.js";

describe("pieces of a page", () => {
  it("show what a text says, whatever it holds", () => {
    expect(escaped(`<b a="1" c='2'>&amp;`)).toBe("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;");
    expect(list(["</li><script>"])).toBe("<ul>\n<li>&lt;/li&gt;&lt;script&gt;</li>\n</ul>");
  });

  it("hold JSON that cannot end its script, and reads back as it was", () => {
    const hostile = { "</script>": ["<!--", "<script>", "&lt;", "\u2028"] };
    expect(scriptJson(hostile)).not.toContain("<");
    expect(JSON.parse(scriptJson(hostile))).toEqual(hostile);
  });

  it("are left out where there is nothing to say", () => {
    expect([list([]), section("timeline", "Timeline", "")]).toEqual(["", ""]);
  });
});
