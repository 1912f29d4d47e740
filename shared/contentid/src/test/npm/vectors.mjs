// Writes content-ids.csv anew with Helia's importer: npm install && node vectors.mjs > ../resources/content-ids.csv
import { BlackHoleBlockstore } from 'blockstore-core/black-hole'
import { importer } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { balanced } from 'ipfs-unixfs-importer/layout'

const CHUNK = 256 * 1024
const LINKS = 174
const OF_KUBO = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, LINKS * CHUNK - 1, LINKS * CHUNK, LINKS * CHUNK + 1,
  (LINKS + 1) * CHUNK, 2 * LINKS * CHUNK, 2 * LINKS * CHUNK + 1, 100_000_000]
// Trees of more levels than files of a bearable size have.
const OF_SMALL = [1, 16, 17, 48, 49, 64, 144, 145, 160, 192, 193, 432, 433, 448, 1296, 1297, 3888, 3889, 5000]

/** The same bytes as FileDigestTest makes. */
function * bytes (size) {
  const piece = 1 << 16
  for (let from = 0; from < size; from += piece) {
    const block = new Uint8Array(Math.min(piece, size - from))
    for (let i = 0; i < block.length; i++) {
      const at = from + i
      block[i] = (at * 31 + (at >> 8) * 17 + (at >> 16)) % 251
    }
    yield block
  }
}

async function print (chunk, links, size) {
  const options = {
    cidVersion: 1,
    rawLeaves: true,
    chunker: fixedSize({ chunkSize: chunk }),
    layout: balanced({ maxChildrenPerNode: links })
  }
  for await (const file of importer([{ path: 'file', content: bytes(size) }], new BlackHoleBlockstore(), options)) {
    console.log([chunk, links, size, file.cid].join())
  }
}

for (const size of OF_KUBO) {
  await print(CHUNK, LINKS, size)
}
for (const size of OF_SMALL) {
  await print(16, 3, size)
}
