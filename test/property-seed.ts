/** Before every file of tests: properties that name no seed of their own are tried with the same values in each run, so that none fails by luck. */
import * as fc from "fast-check";

const propertySeed = 2026;

fc.configureGlobal({ seed: propertySeed });
