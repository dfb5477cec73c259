import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { lifecycleRules } from "./rules/lifecycle-rules.js";

testRuleContract("lifecycle", lifecycleRules);
testVectors(new URL("lifecycle.vectors.jsonl", import.meta.url), lifecycleRules);
