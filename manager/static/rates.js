/**
 * A share with its 95 % interval, reckoned and rounded as `satisfaction/rates.py` does it: what is
 * added up here must read like what the server tells. Pure.
 */

const Z95 = 1.959964;

/** Rates are told in tenths of a percent. */
const STEPS = 1000;

/**
 * The share of `numerator` in `denominator`, and Wilson's interval around it, between 0 and 1; null
 * where there is nothing to divide by. The interval is rounded outwards.
 * @param {number} numerator
 * @param {number} denominator
 */
export function rateOf(numerator, denominator) {
  if (!denominator) return { numerator, denominator, rate: null, low: null, high: null };
  const { low, high } = wilson(numerator, denominator);
  return {
    numerator,
    denominator,
    rate: rounded(numerator, denominator),
    low: Math.floor(low * STEPS) / STEPS,
    high: Math.ceil(high * STEPS) / STEPS,
  };
}

/** In thousandths: half to even, and below 1 unless it is exactly 1. In whole numbers, so that a half is one. */
function rounded(numerator, denominator) {
  if (numerator === denominator) return 1;
  const rest = (numerator * STEPS) % denominator;
  const below = (numerator * STEPS - rest) / denominator;
  const isUp = 2 * rest > denominator || (2 * rest === denominator && below % 2 === 1);
  return Math.min(below + Number(isUp), STEPS - 1) / STEPS;
}

function wilson(numerator, n) {
  const p = numerator / n;
  const middle = p + (Z95 * Z95) / (2 * n);
  const spread = Z95 * Math.sqrt((p * (1 - p)) / n + (Z95 * Z95) / (4 * n * n));
  const scale = 1 + (Z95 * Z95) / n;
  // At the ends the formula gives 0 and 1 but for the last bits of the floating point.
  return { low: numerator === 0 ? 0 : (middle - spread) / scale, high: numerator === n ? 1 : (middle + spread) / scale };
}
