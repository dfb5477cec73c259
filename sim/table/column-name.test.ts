import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnName, headerOf, headerProblem, namesByColumn } from "./column-name.js";

describe("the name of a column in files", () => {
  it.each([
    ["time_s", "time_s"],
    ["emission.issuedUnits", "emission_issued_units"],
    ["output.madePerDay_eur", "output_made_per_day_eur"],
    ["v20.perCore0Units", "v20_per_core0_units"],
    ["v20.assumedWorldGB", "v20_assumed_world_gb"],
    ["queue.waitingDeeper", "queue_waiting_deeper"],
    ["jobs.count", "jobs_count"],
    ["operators[1].uptime_share", "operators_1_uptime_share"],
    ["bandwidth_Mbit/s", "bandwidth_mbit_s"],
    ["reward.units[class=home]", "reward_class_home__units"],
    ["reward[class=data centre]", "reward_class_data_centre"],
    ["reward.units[class=Home]", "reward_class_home_x486f6d65__units"],
    ["reward.units[class=…]", "reward_class_xe280a6__units"],
    ["max(emission.issuedUnits)", "max__emission_issued_units"],
    ["timeAbove(queue.load, 5 %)", "time_above__queue_load__5_percent"],
    ["first(queue.length > 10)", "first__queue_length__above_10"],
    ["first(queue.length >= 2.5 GB)", "first__queue_length__at_least_2_point_5_gb"],
    ["always(reward.units[class=data centre] != 3)", "always__reward_class_data_centre__units__other_than_3"],
    ["max(reward[class=a) b, > 3])", "max__reward_class_a_b_3_x612920622c203e2033"],
  ])("of %s is %s", (name, column) => {
    expect(columnName(name)).toBe(column);
    expect(headerProblem(column)).toBeNull();
    expect(columnName(column)).toBe(column);
  });

  it("is another one for every class, whatever they are called", () => {
    const texts = fc.uniqueArray(
      fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), fc.constantFrom("home", "Home", "x486f6d65", "a b", "a-b")),
      { minLength: 2, maxLength: 20 },
    );
    fc.assert(
      fc.property(texts, (classes) => {
        const names = classes.flatMap((name) => [`reward.units[class=${name}]`, `reward.mean[class=${name}]`]);
        const byColumn = namesByColumn(names);
        expect([...byColumn.values()]).toEqual(names);
        for (const column of byColumn.keys()) expect(headerProblem(column)).toBeNull();
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it("is refused where it is a word of another language, or that of two columns", () => {
    for (const word of ["class", "filter", "set", "mean", "rank", "order", "lambda"])
      expect(() => headerOf([word])).toThrow(`column ${word} is a word`);
    expect(() => headerOf(["a.b", "a_b"])).toThrow("a.b and a_b are both column a_b");
    expect(() => headerOf(["1st"])).toThrow("column 1st is not lower case");
  });
});
