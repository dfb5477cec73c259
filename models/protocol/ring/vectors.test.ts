import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { ringRules } from "./ring-rules.js";

testRuleContract("ring", ringRules);
testVectors(new URL("ring.vectors.jsonl", import.meta.url), ringRules);
