import { testRuleContract } from "../../test/rule-contract.js";
import { testVectors } from "../../test/vectors.js";
import { clockRules } from "./rules.js";

testVectors(new URL("clock.vectors.jsonl", import.meta.url), clockRules);
testRuleContract("clock", clockRules);
