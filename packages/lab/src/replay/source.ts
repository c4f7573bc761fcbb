import { createReadStream, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** A log as a stream of bytes, unpacked where it was packed. */
export interface Source {
  readonly chunks: AsyncIterable<Buffer>
  readonly isGzip: boolean
  /** Bytes of the file; `undefined` when nobody knows. */
  readonly size: number | undefined
  /** Bytes of the file that were read so far. */
  readonly readBytes: () => number
  /** Why the stream ended before the file did; it is no error of ours. */
  readonly brokenBy: () => string | undefined
}

/**
 * Opens a file, or standard input where its name is `-`.
 *
 * @throws Error of the file system when it cannot be opened
 */
export const openSource = async (
  file: string,
  stdin: AsyncIterable<Uint8Array | string> = process.stdin,
): Promise<Source> => {
  const size = file === '-' ? undefined : sizeOf(file)
  const input: AsyncIterable<Uint8Array | string> =
    file === '-' ? stdin : createReadStream(file, { highWaterMark: 1 << 20 })
  let bytes = 0
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of input) {
      const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : asBuffer(chunk)
      bytes += buffer.length
      yield buffer
    }
  }
  const chunks = counted()
  const first = await chunks.next()
  const head = first.done === true ? Buffer.alloc(0) : first.value
  // By its first bytes, not by its name: rotated logs are called anything.
  const isGzip = head[0] === 0x1f && head[1] === 0x8b
  let broken: string | undefined
  const all = joined(head, chunks)
  return {
    chunks: isGzip ? unpacked(all, reason => (broken = reason)) : all,
    isGzip,
    size,
    readBytes: () => bytes,
    brokenBy: () => broken,
  }
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)

const sizeOf = (file: string): number | undefined => {
  const stats = statSync(file)
  if (stats.isDirectory()) throw new Error(`${file} is a folder, not a file`)
  return stats.isFile() ? stats.size : undefined
}

async function* joined(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head
  yield* rest
}

/** What is there of a packed file that ends too early is worth reading. */
async function* unpacked(
  packed: AsyncIterable<Buffer>,
  onBroken: (reason: string) => void,
): AsyncGenerator<Buffer> {
  const input = Readable.from(packed)
  const gunzip = createGunzip({ chunkSize: 1 << 18 })
  input.on('error', error => gunzip.destroy(error))
  try {
    yield* input.pipe(gunzip) as AsyncIterable<Buffer>
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined || !code.startsWith('Z_')) throw error
    onBroken(code === 'Z_BUF_ERROR' ? 'the gzip file ends in the middle' : 'the gzip data is damaged')
  }
}
