import type { TimedFrame } from "@fagr/video";

export declare function camera(): AsyncIterable<TimedFrame>;
