import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { transportRules } from "./transport-rules.js";

testRuleContract("transport", transportRules);
testVectors(new URL("transport.vectors.jsonl", import.meta.url), transportRules);
