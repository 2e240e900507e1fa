// What a measurement prints: one line of JSON a number, read by `cargo xtask bench`.
export function measured(name, value, unit) {
  console.log(JSON.stringify({ name, value, unit }));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// The smallest value that `share` (0 to 1) of all values do not exceed.
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
