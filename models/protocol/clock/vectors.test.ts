import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { clockRules } from "./clock-rules.js";

testVectors(new URL("clock.vectors.jsonl", import.meta.url), clockRules);
testRuleContract("clock", clockRules);
