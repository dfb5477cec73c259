/** Something that a run wrote and the rules do not bear out. */
export interface Finding {
  readonly frame: number;
  /** Rule of protocol.md that says otherwise, or the table that does not agree. */
  readonly rule: string;
  /** Index of the prover and of the shard; −1: none. */
  readonly prover: number;
  readonly shard: number;
  readonly expected: string;
  readonly written: string;
}

/** Whom a finding is about. */
export interface Subject {
  readonly prover?: number;
  readonly shard?: number;
}

/** The findings of an audit. One mistake can show in every later row, so only the first thousand are kept. */
export class Findings {
  static readonly kept = 1000;
  count = 0;
  readonly list: Finding[] = [];
  /** The frame that is looked at. */
  frame = 0;

  /** Notes what the rule makes one expect, and what is written instead. */
  add(rule: string, { prover = -1, shard = -1 }: Subject, expected: string, written: string): void {
    this.count++;
    if (this.list.length >= Findings.kept) return;
    this.list.push({ frame: this.frame, rule, prover, shard, expected, written });
  }

  /** Notes a difference, if there is one. */
  compare(rule: string, whom: Subject, { what, expected, written }: Comparison): void {
    const [a, b] = [String(expected), String(written)];
    if (a !== b) this.add(rule, whom, `${what} ${a}`, b);
  }
}

interface Comparison {
  readonly what: string;
  readonly expected: string | number | bigint;
  readonly written: string | number | bigint | undefined;
}
