// Writes directory.car anew: npm install && node archive.mjs ../resources/directory.car
import { CarWriter } from '@ipld/car'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { importer } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'

const text = text => new TextEncoder().encode(text)
const files = [
  { path: 'site/index.html', content: text('<h1>Coffer</h1>\n') },
  { path: 'site/words/hello.txt', content: text('hello hello hello hello\n') }
]
const blocks = new Map()
const store = {
  async put (cid, bytes) {
    blocks.set(cid.toString(), { cid, bytes })
    return cid
  }
}
let root
for await (const entry of importer(files, store, { chunker: fixedSize({ chunkSize: 16 }) })) {
  root = entry.cid
}
const { writer, out } = CarWriter.create([root])
Readable.from(out).pipe(createWriteStream(process.argv[2]))
for (const block of blocks.values()) {
  await writer.put(block)
}
await writer.close()
console.log(root.toString())
