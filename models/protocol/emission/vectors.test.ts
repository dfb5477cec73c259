import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { emissionRules } from "./rules/emission-rules.js";

testVectors(new URL("emission.vectors.jsonl", import.meta.url), emissionRules);
testRuleContract("emission", emissionRules);
