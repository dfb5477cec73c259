import { describe, expect, it } from "vitest";
import type { MetricInfo } from "../figures/metric-info.js";
import type { MetricValue } from "../model.js";
import type { Claim } from "./claim.js";
import { claimResults } from "./claim-results.js";
import { claimMessages as messages } from "./messages.js";

const about = "of a test";
const metrics: readonly MetricInfo[] = [
  { name: "paid[kind=big]", unit: "units", about, kind: "amount", course: "end" },
  { name: "paid[kind=small]", unit: "units", about, kind: "amount", course: "end" },
  { name: "jobs", unit: "jobs", about, kind: "count", course: "end" },
];
const replication = (big: bigint, small: bigint | null, jobs: number): readonly MetricValue[] => [
  { name: "paid[kind=big]", unit: "units", value: big },
  { name: "paid[kind=small]", unit: "units", value: small },
  { name: "jobs", unit: "jobs", value: jobs },
];
const three = [replication(100n, 50n, 10), replication(110n, 55n, 10), replication(300n, 150n, 10)];

const toldOf = (claim: Partial<Claim>, replications = three, interrupted = false) => {
  const whole: Claim = { says: "something", figure: "10 jobs", measure: "jobs", ...claim };
  return claimResults({ scenario: { claims: [whole], fidelity: "coarse" }, metrics, replications, interrupted })[0];
};

describe("a claim", () => {
  it("is agreed with where the whole interval lies within what is claimed, and differed from where none of it does", () => {
    expect(toldOf({})).toMatchObject({ verdict: "agrees", value: 10, n: 3, unit: "jobs", why: "" });
    expect(toldOf({ figure: "9 jobs", within: 0.12 })).toMatchObject({ verdict: "agrees" });
    expect(toldOf({ figure: "9 jobs", within: 0.1 })).toMatchObject({ verdict: "differs" });
    expect(toldOf({ figure: "9 jobs" })).toMatchObject({ verdict: "differs" });
  });

  it("may be a bound, which is met at its end only where it says so", () => {
    expect(toldOf({ figure: ">= 10 jobs" }).verdict).toBe("agrees");
    expect(toldOf({ figure: "> 10 jobs" }).verdict).toBe("differs");
    expect(toldOf({ figure: "<= 10" }).verdict).toBe("agrees");
    expect(toldOf({ figure: "< 10" }).verdict).toBe("differs");
  });

  it("is of a quotient where it says per what, taken in each replication, and may be written in percent", () => {
    const ratio = { measure: "paid[kind=small]", per: "paid[kind=big]" };
    expect(toldOf({ ...ratio, figure: "50 %", within: 0 })).toMatchObject({
      verdict: "agrees",
      value: 0.5,
      lower95: 0.5,
      unit: "times",
      measure: "paid[kind=small] / paid[kind=big]",
    });
    expect(toldOf({ measure: "paid[kind=big]", per: "jobs", figure: "> 1 units a job" }).unit).toBe("units a job");
  });

  it("cannot be told where the interval reaches across, where one replication has none, and where not all have a value", () => {
    const big = { measure: "paid[kind=big]", figure: "> 90 units" };
    expect(toldOf(big)).toMatchObject({ verdict: "cannot be told", why: messages.reachesAcross() });
    expect(toldOf(big, three.slice(0, 1)).why).toBe(messages.oneReplication());
    const missing = [...three, replication(1n, null, 1)];
    expect(toldOf({ measure: "paid[kind=small]", figure: "> 1" }, missing).why).toBe(messages.notMeasured(3, 4));
    expect(toldOf(big, three, true).why).toBe(messages.interrupted());
  });

  it("is of a difference where it is held against another run, taken in each pair", () => {
    const whole: Claim = { says: "something", figure: "> 0 units", measure: "paid[kind=big]", against: ["kind=other"] };
    const told = (against?: ReadonlyMap<number, readonly (readonly MetricValue[])[]>) =>
      claimResults({
        scenario: { claims: [{ ...whole, needs: "fine" }, whole], fidelity: "coarse" },
        metrics,
        replications: three,
        interrupted: false,
        ...(against !== undefined && { against }),
      })[1];
    const others = [replication(99n, 1n, 1), replication(108n, 1n, 1), replication(297n, 1n, 1)];
    expect(told(new Map([[1, others]]))).toMatchObject({
      verdict: "cannot be told",
      value: 2,
      n: 3,
      measure: messages.lessWith("paid[kind=big]", ["kind=other"]),
    });
    const far = [replication(9n, 1n, 1), replication(18n, 1n, 1), replication(207n, 1n, 1)];
    expect(told(new Map([[1, far]]))).toMatchObject({ verdict: "agrees", value: 92 });
    expect(told()).toMatchObject({ verdict: "cannot be told", why: messages.againstNotRun(), value: null });
  });

  it("that needs another fidelity is not told at this one, whatever is measured", () => {
    expect(toldOf({ needs: "fine" })).toMatchObject({
      verdict: "cannot be told",
      why: messages.needs("fine"),
      value: null,
    });
    expect(toldOf({ needs: "coarse" }).verdict).toBe("agrees");
    expect(toldOf({ needs: "coarse", measure: undefined }).why).toBe(messages.noMeasureYet());
  });
});
