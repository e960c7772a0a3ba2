import { activate, PRELU } from "./vector";

/**
 * out[height, width, C] = activation(the nearest pixel of source[height / factor, width / factor, C] + added[height, width, C]). With a
 * factor of 1 it is the sum of two values, without `added` (0) the enlargement alone, with neither an activation or a copy.
 * `sourceRow`, `addedRow` and `outRow` are the bytes of a row with its border. C is a multiple of 4.
 */
export function transfer(source: usize, sourceRow: usize, factor: i32, added: usize, addedRow: usize, mode: i32, slopes: usize, out: usize, outRow: usize, C: i32, height: i32, width: i32): void {
  const pixel: usize = C << 2;
  for (let y = 0, repeatY = 0; y < height; y++) {
    let from = source;
    let plus = added;
    let to = out;
    for (let x = 0, repeatX = 0; x < width; x++) {
      for (let c: usize = 0; c < pixel; c += 16) {
        let value = v128.load(from + c);
        if (added) value = f32x4.add(value, v128.load(plus + c));
        v128.store(to + c, activate(value, mode, mode == PRELU ? slopes + c : slopes));
      }
      plus += pixel;
      to += pixel;
      if (++repeatX == factor) {
        repeatX = 0;
        from += pixel;
      }
    }
    if (++repeatY == factor) {
      repeatY = 0;
      source += sourceRow;
    }
    if (added) added += addedRow;
    out += outRow;
  }
}

/**
 * Copies `channels` floats of every pixel to where they stand among the channels of another value. Pixels are `pitch` and `outPitch`
 * bytes apart, rows `row` and `outRow`; `out` points to the first channel of the first pixel.
 */
export function placeChannels(source: usize, row: usize, pitch: usize, out: usize, outRow: usize, outPitch: usize, channels: i32, height: i32, width: i32): void {
  const bytes: usize = channels << 2;
  for (let y = 0; y < height; y++) {
    let from = source;
    let to = out;
    for (let x = 0; x < width; x++) {
      let c: usize = 0;
      for (; c + 16 <= bytes; c += 16) v128.store(to + c, v128.load(from + c));
      for (; c < bytes; c += 4) store<f32>(to + c, load<f32>(from + c));
      from += pitch;
      to += outPitch;
    }
    source += row;
    out += outRow;
  }
}
