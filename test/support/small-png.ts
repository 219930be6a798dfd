import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A picture of a browser again, in its 256 commonest colours: others, at the edges of letters, become the nearest. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = readPixels(png);
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 256)
    .map(([colour]) => colour);
  const indices = new Map(
    [...counts.keys()].map((colour) => [colour, palette.indexOf(nearest(colour, palette))]),
  );

  // Each line begins with the number of its filter; 0 is none.
  const lines = Buffer.alloc(height * (width + 1));
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const line = Math.floor(pixel / width);
    lines[pixel + line + 1] = indices.get(pixels.readUIntBE(pixel * 3, 3)) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits for a pixel, each the number of a colour of the palette.
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.alloc(palette.length * 3);
  palette.forEach((colour, index) => colours.writeUIntBE(colour, index * 3, 3));
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Red, green and blue of each pixel of a picture that has these three, and no other way of writing them. */
function readPixels(png: Buffer) {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) !== 'IDAT') continue;
    parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  if (png[24] !== 8 || png[25] !== 2) throw new Error('The picture is not in red, green and blue');
  const lines = inflateSync(Buffer.concat(parts));
  const stride = width * 3;
  const pixels = Buffer.alloc(height * stride);
  for (let line = 0; line < height; line += 1) {
    const filter = lines[line * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = line * stride + x;
      const left = x < 3 ? 0 : (pixels[at - 3] ?? 0);
      const above = line === 0 ? 0 : (pixels[at - stride] ?? 0);
      const corner = x < 3 || line === 0 ? 0 : (pixels[at - stride - 3] ?? 0);
      pixels[at] = (lines[at + line + 1] ?? 0) + predict(filter, left, above, corner);
    }
  }
  return { width, height, pixels };
}

/** What a filter of PNG expects of a byte from those before it. */
function predict(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const distances = [left, above, corner].map((one) => Math.abs(left + above - corner - one));
  const least = distances.indexOf(Math.min(...distances));
  return [left, above, corner][least] ?? 0;
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = palette[0] ?? 0;
  for (const one of palette) if (distance(one, colour) < distance(best, colour)) best = one;
  return best;
}

function distance(one: number, other: number): number {
  return [16, 8, 0]
    .map((shift) => ((one >> shift) & 255) - ((other >> shift) & 255))
    .reduce((sum, difference) => sum + difference ** 2, 0);
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
}
