/** White pixels by chance. */
export default ({ pixels, size, random }, { share = 0.1 }) => {
  for (let place = 0; place < size * size; place++) if (random() < share) pixels.fill(1, place * 3, place * 3 + 3);
};
