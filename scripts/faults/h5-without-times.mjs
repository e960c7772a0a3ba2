/** The bits of a header's flags: how wide its size is, whether limits of attributes stand in it, and whether times do. */
const [sizeBits, hasLimits, hasTimes] = [3, 16, 32];

/**
 * An HDF5 file without what is different each time it is written: the four times (accessed, modified, changed, made) in the header of
 * every object (version 2, "OHDR"), and the header's checksum, which covers them. Names, shapes, attributes and data stay.
 */
export function h5WithoutTimes(bytes) {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf("OHDR"); at >= 0; at = copy.indexOf("OHDR", at + 4)) {
    const flags = copy[at + 5];
    if (copy[at + 4] !== 2 || (flags & hasTimes) === 0) continue;
    copy.fill(0, at + 6, at + 22);
    const sizeAt = at + 22 + (flags & hasLimits ? 4 : 0);
    const width = 2 ** (flags & sizeBits);
    if (width > 4) throw new Error(`Expected the size of an HDF5 header in at most 4 bytes, but it has ${width}.`);
    const end = sizeAt + width + copy.readUIntLE(sizeAt, width);
    copy.fill(0, end, end + 4);
  }
  return copy;
}
