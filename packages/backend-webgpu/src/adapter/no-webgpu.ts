// What bundlers for the browser find under "#webgpu": nothing. It is never loaded, only resolved.
export {};
