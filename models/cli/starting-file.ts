import type { StartingFile } from "../../sim/cli/command.js";

/** The text of `orrery new`: a small network that runs within seconds, with a comment at every choice. */
export function startingFile({ name, file, schemaPath }: StartingFile): string {
  return `# yaml-language-server: $schema=${schemaPath}
#
# A scenario of Orrery. Look at what it would do:  npx orrery plan ${JSON.stringify(file)}
#                       Run it:                     npx orrery run ${JSON.stringify(file)}
# Quantities carry their unit (50 ms, 19 kB, 99.5 %, 40/d). All other keys and their meaning: npx orrery schema

name: ${JSON.stringify(name)} # results go to results/<name>/
about: Ten data centres and a hundred homes share 64 shards; who ends up in which ring?
seed: 1 # a number or a phrase: the same seed gives the same run
rules: v2.1-simplex # which era of the protocol; single rules differ under 'switches'
horizon: 1 d # simulated time

operators:
  # Each class has 'count' operators, each of them 'nodes' nodes (1 by default) with 'workers' workers.
  - class: data centre
    count: 10
    workers: 48
    seniority: historic # drawn from the seniority that real peers have
    uptime: 99.9 %
  - class: home
    count: 100
    workers: 4
    uptime: 98 %
    arrive: 5/d # others come later ...
    leave: half-life 90 d # ... and half of them are gone after three months

shards:
  count: 64
  world: 64 GB # size of all data, divided over the shards
  growth: 1 %/month

report:
  every: 1 h # a row of series.csv

# switches: { ringSize: 16 }   # a single rule that differs
# replications: 20             # the same again with other random numbers
`;
}
