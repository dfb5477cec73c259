import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { seniorityRules } from "./rules/seniority-rules.js";

testRuleContract("seniority", seniorityRules);
testVectors(new URL("seniority.vectors.jsonl", import.meta.url), seniorityRules);
