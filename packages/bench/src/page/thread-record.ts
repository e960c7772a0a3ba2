/** What happened on a page's thread. Times are milliseconds since the page was opened. Survives JSON. */
export interface ThreadRecord {
  /** Tasks of more than 50 ms, in which the page answers nobody (W3C Long Tasks). */
  readonly longTasks: { readonly start: number; readonly duration: number }[];
  /** Frames of more than 50 ms with what ran in them (W3C Long Animation Frames), where the browser tells of them. */
  readonly slowFrames: SlowFrame[];
  /** When the page could draw: its animation frames. */
  readonly refreshes: number[];
  /** When an answer about a frame of the webcam was shown. */
  readonly results: number[];
}

/** A frame that took long. */
export interface SlowFrame {
  readonly start: number;
  readonly duration: number;
  /** Of it, style and layout at its end. */
  readonly layout: number;
  readonly scripts: readonly {
    /** What began it, such as "Worker.onmessage". */
    readonly invoker: string;
    readonly duration: number;
    /** Of it, layouts that the script asked for. */
    readonly forcedLayout: number;
    /** File and place in it. */
    readonly source: string;
  }[];
}

declare global {
  var threadRecord: ThreadRecord;
}

interface LongAnimationFrame extends PerformanceEntry {
  readonly styleAndLayoutStart: number;
  readonly scripts: readonly (PerformanceEntry & {
    readonly invoker: string;
    readonly forcedStyleAndLayoutDuration: number;
    readonly sourceURL: string;
    readonly sourceFunctionName: string;
    readonly sourceCharPosition: number;
  })[];
}

/** Begins the record. Runs in the page before its own scripts, sent there as text: it may use nothing from outside. */
export function recordThread(): void {
  const record: ThreadRecord = { longTasks: [], slowFrames: [], refreshes: [], results: [] };
  globalThis.threadRecord = record;
  const observe = (type: string, note: (entry: PerformanceEntry) => void) => {
    if (PerformanceObserver.supportedEntryTypes.includes(type))
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  };
  observe("longtask", ({ startTime, duration }) => record.longTasks.push({ start: startTime, duration }));
  observe("long-animation-frame", (entry) => {
    const { startTime, duration, styleAndLayoutStart, scripts } = entry as LongAnimationFrame;
    record.slowFrames.push({
      start: startTime,
      duration,
      layout: styleAndLayoutStart ? startTime + duration - styleAndLayoutStart : 0,
      scripts: scripts.map((script) => ({
        invoker: script.invoker,
        duration: script.duration,
        forcedLayout: script.forcedStyleAndLayoutDuration,
        source: `${script.sourceURL.split("/").at(-1)} ${script.sourceFunctionName} ${script.sourceCharPosition}`,
      })),
    });
  });
  const refresh = () => {
    record.refreshes.push(performance.now());
    requestAnimationFrame(refresh);
  };
  requestAnimationFrame(refresh);
}
