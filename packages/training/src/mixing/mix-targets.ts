import type { Targets } from "../losses/targets";

/**
 * Targets of blended faces: each loss counts the labels of both faces by their shares in the blend. A label that one of them lacks counts
 * for the other's share alone.
 *
 * @param shares - `[N]`, of the first faces.
 */
export function mixTargets(first: Targets, second: Targets, shares: Float32Array): Targets {
  const ages = mixRows([first.ages, first.ageWeights], [second.ages, second.ageWeights], shares);
  const years = mixRows([first.years, first.yearWeights], [second.years, second.yearWeights], shares);
  const genders = mixRows([first.genders, first.genderWeights], [second.genders, second.genderWeights], shares);
  return {
    ages: ages.rows,
    ageWeights: ages.weights,
    // The likelihood of a band has no blend: with another face's years in it, its equal shares are the target.
    bands: first.bands.map((band, index) => (shares[index]! < 1 && second.ageWeights[index]! > 0 ? 0 : band)),
    years: years.rows,
    yearWeights: years.weights,
    genders: genders.rows,
    genderWeights: genders.weights,
    ...(first.attributes ? { attributes: mixAttributes(first.attributes, second.attributes, shares) } : {}),
  };
}

/** Where the second targets say nothing of an attribute, as teachers do, the first stay as they are. */
function mixAttributes(
  first: NonNullable<Targets["attributes"]>,
  second: Targets["attributes"],
  shares: Float32Array,
): NonNullable<Targets["attributes"]> {
  const mix = (name: string) => {
    const [own, other] = [first[name]!, second?.[name]];
    return other ? mixRows([own.rows, own.weights], [other.rows, other.weights], shares) : own;
  };
  return Object.fromEntries(Object.keys(first).map((name) => [name, mix(name)]));
}

type Weighted = readonly [rows: Float32Array, weights: Float32Array];

/** Means of two faces' rows, weighted by what each has a say in: the sum of both is the weight of the mean. */
function mixRows([rows, weights]: Weighted, [others, otherWeights]: Weighted, shares: Float32Array) {
  const mixed = { rows: rows.slice(), weights: weights.slice() };
  const length = rows.length / weights.length;
  for (const [index, share] of shares.entries()) {
    const own = share * weights[index]!;
    const other = (1 - share) * otherWeights[index]!;
    mixed.weights[index] = own + other;
    if (other === 0) continue;
    for (let place = index * length; place < (index + 1) * length; place++)
      mixed.rows[place] = (own * rows[place]! + other * others[place]!) / (own + other);
  }
  return mixed;
}
