import { testRuleContract } from "../../../test/rule-contract.js";
import { testVectors } from "../../../test/vectors.js";
import { shardRules } from "./rules/shard-rules.js";

testRuleContract("shard", shardRules);
testVectors(new URL("shard.vectors.jsonl", import.meta.url), shardRules);
