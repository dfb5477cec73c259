import { describe, expect, it } from "vitest";
import { tidySvg } from "./tidy-svg.js";

const svg = (first: number) =>
  `<clipPath id="clip${first}"/><g clip-path="url(#clip${first})"/><clipPath id="clip${first + 7}"/>`;

describe("tidy SVG", () => {
  it("rounds coordinates to a hundredth of a pixel, and nothing else", () => {
    expect(tidySvg('<path d="M0.123456,-7.999999L1e-7,2.5" aria-label="0.123456"/><text>0.123456</text>')).toBe(
      '<path d="M0.12,-8L1e-7,2.5" aria-label="0.123456"/><text>0.123456</text>',
    );
    expect(tidySvg('<g transform="translate(-0.0004,1.2345e-7)"/>')).toBe('<g transform="translate(0,0)"/>');
  });

  it("counts ids anew, in the order in which they occur, and keeps what points to them together", () => {
    expect(tidySvg(svg(31))).toBe(tidySvg(svg(0)));
    expect(tidySvg(svg(31))).toContain('url(#clip0)"/><clipPath id="clip1"');
  });
});
