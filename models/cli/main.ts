#!/usr/bin/env node
/** The executable `orrery`: the command line of sim/cli over the model of the Quilibrium network. */
import { carryOut, runProgram } from "../../sim/cli/program.js";
import { orrery } from "./orrery.js";

void runProgram(() => carryOut(orrery, process.argv.slice(2)));
