import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { consensusRules } from "./rules/consensus-rules.js";

testVectors(new URL("consensus.vectors.jsonl", import.meta.url), consensusRules);
testVectors(new URL("forkchoice/forkchoice.vectors.jsonl", import.meta.url), consensusRules);
testRuleContract("consensus", consensusRules);
