import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { coverageRules } from "./coverage-rules.js";

testRuleContract("coverage", coverageRules);
testVectors(new URL("coverage.vectors.jsonl", import.meta.url), coverageRules);
