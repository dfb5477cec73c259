import { describe, expect, it } from "vitest";
import { smallScenario } from "../../../test/network-kit.js";
import { says } from "../../../test/planted.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../audit-run.js";
import type { AuditedProver } from "./audited.js";
import { Evidence } from "./evidence.js";

const prover = {} as AuditedProver;

const sentBy = (fidelity: string): Evidence => {
  const evidence = new Evidence({ fidelity });
  evidence.send(prover, 10);
  return evidence;
};

describe("evidence on its way", () => {
  it("arrives with the next frame, unless messages are simulated", () => {
    expect(sentBy("frame").convict(prover, 12)).toBe(false);
    expect(sentBy("frame").convict(prover, 11)).toBe(true);
    expect(sentBy("frame").takeDue(11)).toEqual([prover]);
  });

  it("arrives at message fidelity when the log says so, once for each signature and after it, and convicts then", () => {
    const evidence = sentBy("message");
    expect(evidence.arrive(prover, 10)).toBe(false);
    evidence.takeDue(10);
    expect(evidence.convict(prover, 11)).toBe(false);
    expect(evidence.takeDue(11)).toEqual([]);
    expect(evidence.arrive(prover, 14)).toBe(true);
    expect(evidence.convict(prover, 14)).toBe(true);
    expect(evidence.takeDue(14)).toEqual([prover]);
    expect(evidence.convict(prover, 15)).toBe(false);
    expect(evidence.arrive(prover, 15)).toBe(false);
    expect(sentBy("frame").arrive(prover, 12)).toBe(false);
  });

  it("is held against a run on simulated messages whose lines lose some", () => {
    const scenario = smallScenario({
      fidelity: "message",
      horizon: "6 h",
      operators: [
        { class: "steady", count: 12, workers: 3 },
        { class: "false", count: 12, workers: 1, equivocate: "12/d", loss: "70 %" },
      ],
    });
    const run = writtenRun(scenario);
    const signed = run.events.filter(says("signs twice"));
    const kicked = run.events.filter(
      ({ rule, what }) => rule === "consensus.equivocation" && what.startsWith("kicked"),
    );
    const isNext = kicked.map(({ frame, prover: whose }) =>
      signed.some((event) => event.prover === whose && event.frame + 1 === frame),
    );
    expect(isNext).toContain(false);
    expect(auditRun(run).findings).toEqual([]);
    const without = (what: string) =>
      auditRun({ ...run, events: run.events.filter((event) => !event.what.startsWith(what)) }).findings.map(
        ({ rule }) => rule,
      );
    // Evidence without a signature, a kick without evidence, and evidence that convicts nobody.
    for (const what of ["signs twice", "evidence arrives", "kicked"])
      expect(without(what)).toContain("consensus.equivocation");
  });
});
