import { MemorySession } from "../adapters/memory.ts";
import { start } from "../start.ts";

start(() => new MemorySession(), false);
