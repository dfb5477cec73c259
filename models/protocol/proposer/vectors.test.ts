import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { proposerRules } from "./rules/proposer-rules.js";

testRuleContract("proposer", proposerRules);
testVectors(new URL("proposer.vectors.jsonl", import.meta.url), proposerRules);
