// Bun's own, of which the page uses this much.
export declare const Bun: { file(path: string): Blob };
