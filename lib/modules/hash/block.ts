/**
 * What the hash functions with blocks and a length at the end have in common.
 *
 * @module
 */

/** A running hash. */
export abstract class BlockHash {
  private readonly block: Uint8Array;
  private filled = 0;
  /** Bytes so far. */
  private length = 0;

  /**
   * @param blockSize Bytes of a block.
   * @param lengthSize Bytes of the length at the end.
   * @param littleEndian The order of the length's bytes.
   */
  constructor(
    readonly blockSize: number,
    private readonly lengthSize: number,
    private readonly littleEndian: boolean,
  ) {
    this.block = new Uint8Array(blockSize);
  }

  /** Bytes of the digest. */
  abstract readonly digestSize: number;
  /** Takes in one block. */
  protected abstract compress(data: Uint8Array, at: number): void;
  /** The state as bytes. */
  protected abstract output(): Uint8Array;
  /** A hash with the same state. */
  protected abstract fork(): BlockHash;

  /** Takes in data. */
  update(data: Uint8Array): void {
    this.length += data.length;
    let at = 0;
    if (this.filled > 0) {
      at = Math.min(this.blockSize - this.filled, data.length);
      this.block.set(data.subarray(0, at), this.filled);
      this.filled += at;
      if (this.filled < this.blockSize) return;
      this.compress(this.block, 0);
      this.filled = 0;
    }
    for (; at + this.blockSize <= data.length; at += this.blockSize) this.compress(data, at);
    this.block.set(data.subarray(at), 0);
    this.filled = data.length - at;
  }

  /** A hash in the same state. */
  copy(): BlockHash {
    const h = this.fork();
    h.block.set(this.block);
    h.filled = this.filled;
    h.length = this.length;
    return h;
  }

  /** The digest of what came so far. */
  digest(): Uint8Array {
    const h = this.copy();
    const bits = BigInt(this.length) * 8n;
    let zeros = this.blockSize - 1 - this.lengthSize - this.filled;
    if (zeros < 0) zeros += this.blockSize;
    const tail = new Uint8Array(1 + zeros + this.lengthSize);
    tail[0] = 0x80;
    const view = new DataView(tail.buffer);
    view.setBigUint64(this.littleEndian ? 1 + zeros : tail.length - 8, bits, this.littleEndian);
    h.update(tail);
    return h.output().subarray(0, this.digestSize);
  }
}

/** Words as bytes. */
export function wordBytes(words: Int32Array, littleEndian: boolean): Uint8Array {
  const out = new Uint8Array(words.length * 4);
  const view = new DataView(out.buffer);
  words.forEach((w, i) => view.setInt32(4 * i, w, littleEndian));
  return out;
}
