/** Sets `count` floats to zero. */
export function fillZero(pointer: usize, count: i32): void {
  memory.fill(pointer, 0, <usize>count << 2);
}

/** Copies an image of `height` rows, `rowFloats` floats each, between images whose rows have other lengths: into or out of a border. */
export function copyImage(source: usize, target: usize, height: i32, rowFloats: i32, sourceRow: i32, targetRow: i32): void {
  for (let y = 0; y < height; y++) {
    memory.copy(target, source, <usize>rowFloats << 2);
    source += <usize>sourceRow << 2;
    target += <usize>targetRow << 2;
  }
}
