/** One page to send: everything that an experiment says, in one file that opens without a network. */
import { createHash } from "node:crypto";
import { fitting } from "./fit.js";
import { hoverable } from "./hover.js";
import { escaped, list, paragraphs, scriptJson, section } from "./html.js";
import { pageFiles } from "./page-files.js";
import type { ReportParts, ReportVerdict } from "./parts.js";
import { tableHtml } from "./table-html.js";

/** Of a page's 2 MB the script has nine tenths of one; these are for what differs from page to page. */
const limits = { picturesBytes: 550_000, tablesBytes: 300_000, scenarioLetters: 120_000, lines: 400 } as const;

/** The page as HTML. The same parts give the same bytes. */
export function writeReport(parts: ReportParts): string {
  const { script, style } = pageFiles();
  const { pictures, packed, left } = fitting(
    parts.pictures.map(({ name, spec }) => ({ name, spec: hoverable(spec) })),
    limits.picturesBytes,
  );
  const sections = [
    section("answer", "What came out", paragraphs(parts.answer)),
    section("verdicts", "Claims", verdictsHtml(parts.verdicts)),
    section("pictures", "Pictures", picturesHtml(pictures, left)),
    section("tables", "Tables", tablesHtml(parts)),
    section("timeline", "Timeline", cutList(parts.timeline)),
    section("assumptions", "Assumptions used", assumptionsHtml(parts)),
    section("not-modelled", "What is not modelled", list(parts.notModelled)),
    section("again", "To run it again", againHtml(parts)),
  ].filter((text) => text !== "");
  const title = `${parts.name} · ${parts.kind.toLowerCase()} · orrery`;
  return `${[
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(script)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(title)}</title>`,
    '<link rel="icon" href="data:,">',
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    '<a class="skip" href="#main">To the content</a>',
    headerHtml(parts),
    contentsHtml(sections),
    '<main id="main">',
    ...sections,
    "</main>",
    `<footer><p>Written by orrery ${escaped(parts.version)}.</p></footer>`,
    `<script type="application/json" id="pictures-data">${scriptJson(packed)}</script>`,
    `<script type="module">${script}</script>`,
    "</body>",
    "</html>",
  ].join("\n")}\n`;
}

/** Only this script runs, and nothing is fetched, whatever a scenario's texts may hold. */
function policy(script: string): string {
  const hash = createHash("sha256").update(script).digest("base64");
  const sources = ["default-src 'none'", `script-src 'sha256-${hash}' 'unsafe-eval'`];
  return [...sources, "style-src 'unsafe-inline'", "img-src data: blob:"].join("; ");
}

function headerHtml({ kind, name, question, notices, seed, fingerprint }: ReportParts): string {
  return [
    "<header>",
    `<p class="kind">${escaped(kind)}</p>`,
    `<h1>${escaped(name)}</h1>`,
    ...(question === "" ? [] : [`<p class="question">${escaped(question)}</p>`]),
    `<p class="quiet">seed ${escaped(String(seed))} · fingerprint <span class="code">${escaped(fingerprint)}</span></p>`,
    ...notices.map((notice) => `<p class="notice" role="note">${escaped(notice)}</p>`),
    "</header>",
  ].join("\n");
}

/** Links to the sections that there are. */
function contentsHtml(sections: readonly string[]): string {
  const links = sections.map((text) => {
    const [, id, title] = /^<section id="([^"]+)"[^>]*>\n<h2[^>]*>(.*)<\/h2>/.exec(text) ?? [];
    return `<a href="#${id}">${title}</a>`;
  });
  return `<nav aria-label="Contents">${links.join("\n")}</nav>`;
}

const verdictText = { met: "holds", failed: "does not hold", undecided: "undecided" } as const;

const verdictsHtml = (verdicts: readonly ReportVerdict[]): string =>
  verdicts.length === 0
    ? ""
    : `<ul class="verdicts">\n${verdicts
        .map(
          ({ claim, verdict, grounds }) =>
            `<li class="${verdict}"><strong>${verdictText[verdict]}</strong> ${escaped(claim)}` +
            `${grounds === "" ? "" : ` <span class="quiet">${escaped(grounds)}</span>`}</li>`,
        )
        .join("\n")}\n</ul>`;

function picturesHtml(pictures: ReportParts["pictures"], left: readonly string[]): string {
  const figures = pictures.map(
    ({ name }, k) => `<figure class="picture"><div id="picture-${k}" data-name="${escaped(name)}"></div></figure>`,
  );
  const noRoom = left.length === 0 ? [] : [`<p>This page has no room for ${escaped(left.join(", "))}.</p>`];
  const noScript =
    figures.length === 0
      ? []
      : ["<noscript><p>The pictures are drawn by a script, which this browser does not run.</p></noscript>"];
  return [...noScript, ...figures, ...noRoom].join("\n");
}

/** As many tables as there is room for, in order. */
function tablesHtml({ tables }: ReportParts): string {
  let bytes = 0;
  const shown: string[] = [];
  const left: string[] = [];
  for (const [k, table] of tables.entries()) {
    const html = tableHtml(table, k);
    if (bytes + html.length > limits.tablesBytes) left.push(table.file ?? table.title);
    else {
      bytes += html.length;
      shown.push(html);
    }
  }
  if (left.length > 0) shown.push(`<p>This page has no room for ${escaped(left.join(", "))}.</p>`);
  return shown.join("\n");
}

/** A list of many lines is cut, and says so. */
const cutList = (lines: readonly string[]): string =>
  list(
    lines.length <= limits.lines
      ? lines
      : [...lines.slice(0, limits.lines), `… and ${lines.length - limits.lines} more.`],
  );

const assumptionsHtml = ({ assumptions }: ReportParts): string =>
  assumptions.length === 0
    ? ""
    : `<dl>\n${assumptions
        .map(({ what, why }) => `<dt class="code">${escaped(what)}</dt><dd>${escaped(why)}</dd>`)
        .join("\n")}\n</dl>`;

function againHtml({ seed, fingerprint, command, scenarioText, version }: ReportParts): string {
  const isWhole = scenarioText.length <= limits.scenarioLetters;
  const text = isWhole ? scenarioText : `${scenarioText.slice(0, limits.scenarioLetters)}\n# … cut here\n`;
  const rows = [
    ["seed", String(seed)],
    ["fingerprint", fingerprint],
    ["version", `orrery ${version}`],
  ];
  const facts = `<dl class="facts">${rows.map(([name, value]) => `<dt>${name}</dt><dd class="code">${escaped(value)}</dd>`).join("\n")}</dl>`;
  const commandHtml = `<pre class="command" tabindex="0"><code>${escaped(command)}</code></pre>`;
  if (scenarioText === "") return [commandHtml, facts].join("\n");
  return [
    `<p>Save the scenario below as <span class="code">scenario.resolved.yaml</span>, or take the file of that name beside this page, and type:</p>`,
    commandHtml,
    facts,
    ...(isWhole ? [] : ["<p>The scenario is too long for this page: the file beside it has all of it.</p>"]),
    '<details class="scenario"><summary><h3 id="scenario">The scenario as it was run</h3></summary>',
    `<pre tabindex="0" role="region" aria-labelledby="scenario"><code>${escaped(text)}</code></pre></details>`,
  ].join("\n");
}
