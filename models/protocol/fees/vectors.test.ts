import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { feeRules } from "./rules/fees-rules.js";

testVectors(new URL("fees.vectors.jsonl", import.meta.url), feeRules);
testRuleContract("fees", feeRules);
