/**
 * Prefix codes of limited word length, for deflate and bzip2.
 *
 * @module
 */

/** Lengths of an optimal prefix code of words of at most `max` bits. */
export function huffman(freq: Uint32Array, max: number): Uint8Array {
  const lengths = new Uint8Array(freq.length);
  const used: number[] = [];
  freq.forEach((f, i) => {
    if (f > 0) used.push(i);
  });
  if (used.length === 0) return lengths;
  if (used.length === 1) {
    // two words at least, so that the code is complete
    lengths[used[0]] = 1;
    lengths[used[0] === 0 ? 1 : 0] = 1;
    return lengths;
  }
  used.sort((a, b) => freq[a] - freq[b] || a - b);
  const n = used.length;
  const weight = new Float64Array(2 * n - 1);
  const parent = new Int32Array(2 * n - 1);
  for (let i = 0; i < n; i++) weight[i] = freq[used[i]];
  let leaf = 0;
  let inner = n;
  for (let k = n; k < 2 * n - 1; k++) {
    for (let j = 0; j < 2; j++) {
      const takeLeaf = leaf < n && (inner >= k || weight[leaf] <= weight[inner]);
      const at = takeLeaf ? leaf++ : inner++;
      weight[k] += weight[at];
      parent[at] = k;
    }
  }
  const depth = new Uint16Array(2 * n - 1);
  for (let k = 2 * n - 3; k >= 0; k--) depth[k] = depth[parent[k]] + 1;
  const count = new Int32Array(Math.max(max, depth[0], depth[n - 1]) + 2);
  for (let i = 0; i < n; i++) count[Math.min(depth[i], max)]++;
  // words that were cut make the code too full: lengthen others until it fits
  let full = 0;
  for (let l = 1; l <= max; l++) full += count[l] * 2 ** (max - l);
  while (full > 2 ** max) {
    let l = max - 1;
    while (count[l] === 0) l--;
    count[l]--;
    count[l + 1] += 2;
    count[max]--;
    full--;
  }
  // the rarest symbols get the longest words
  let at = 0;
  for (let l = max; l > 0; l--) for (let k = 0; k < count[l]; k++) lengths[used[at++]] = l;
  return lengths;
}
