/** Pieces of a page. Whatever comes from a scenario or a result goes through here. */

import { visibleText } from "../../units/visible-text.js";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as it stands between tags or in a quoted attribute. */
export const escaped = (text: string): string =>
  visibleText(text).replaceAll(/[&<>"']/g, (character) => entities[character]);

/** A value as JSON that may stand in a script: no text in it can end the script, or open a comment. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replaceAll("<", String.raw`\u003c`);

/** A list of sentences; nothing where there are none. */
export const list = (lines: readonly string[]): string =>
  lines.length === 0 ? "" : `<ul>\n${lines.map((line) => `<li>${escaped(line)}</li>`).join("\n")}\n</ul>`;

export const paragraphs = (lines: readonly string[]): string =>
  lines.map((line) => `<p>${escaped(line)}</p>`).join("\n");

/** A part of the page under a heading, which the contents lead to; nothing where its body is empty. */
export function section(id: string, title: string, body: string): string {
  if (body === "") return "";
  return `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${escaped(title)}</h2>\n${body}\n</section>`;
}
