import { SourceError } from './source-error.ts';

/**
 * Reads a body, counting what comes out of decompression, so that a small answer cannot become a huge one.
 *
 * @param maxBytes after decompression
 * @throws SourceError `refused` past that; what the stream throws where the connection breaks.
 */
export async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the stream, and with it the connection.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new SourceError('refused', `sent more than ${maxBytes / 2 ** 20} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Encodings whose bytes may look like UTF-8 though they are not, so their label is believed. */
const BELIEVED = new Set(['utf-16le', 'utf-16be', 'iso-2022-jp']);

/**
 * Decodes a document whose label may be wrong. A byte order mark decides; else bytes that are valid UTF-8 are UTF-8,
 * since text in another encoding hardly ever is by chance; else the label in the HTTP header or in the XML
 * declaration; else windows-1252, as browsers do.
 *
 * @param contentType the HTTP header, empty where there was none
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const label = toEncoding(findLabel(bytes, contentType));
  const encoding = findByteOrderMark(bytes) ?? (BELIEVED.has(label) ? label : undefined);
  if (encoding !== undefined) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(label).decode(bytes);
  }
}

function findByteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function findLabel(bytes: Uint8Array, contentType: string): string {
  const inHeader = /charset\s*=\s*["']?([\w:.-]{1,40})/i.exec(contentType)?.[1];
  if (inHeader !== undefined) return inHeader;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^<\?xml[^>]*\sencoding\s*=\s*["']([\w:.-]{1,40})/.exec(start)?.[1] ?? '';
}

/** The canonical name of an encoding that can be decoded and that differs from UTF-8, whatever the label says. */
function toEncoding(label: string): string {
  try {
    const encoding = new TextDecoder(label).encoding;
    return encoding === 'utf-8' ? 'windows-1252' : encoding;
  } catch {
    return 'windows-1252';
  }
}
