#!/usr/bin/env node
import { main } from "../dist/install.js";

await main();
