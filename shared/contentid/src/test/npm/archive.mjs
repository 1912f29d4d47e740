// Writes directory.car and sharded.car anew: npm install && node archive.mjs ../resources
import { CarWriter } from '@ipld/car'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { importer } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'

const text = text => new TextEncoder().encode(text)

async function archive (name, files, options) {
  const blocks = new Map()
  const store = {
    async put (cid, bytes) {
      blocks.set(cid.toString(), { cid, bytes })
      return cid
    }
  }
  let root
  for await (const entry of importer(files, store, { chunker: fixedSize({ chunkSize: 16 }), ...options })) {
    root = entry.cid
  }
  const { writer, out } = CarWriter.create([root])
  Readable.from(out).pipe(createWriteStream(`${process.argv[2]}/${name}`))
  for (const block of blocks.values()) {
    await writer.put(block)
  }
  await writer.close()
  console.log(name, root.toString())
}

await archive('directory.car', [
  { path: 'site/index.html', content: text('<h1>Coffer</h1>\n') },
  { path: 'site/words/hello.txt', content: text('hello hello hello hello\n') }
])

// So many that slots are shared, and directories below it.
const many = [{ path: 'site/index.html', content: text('<h1>Sharded</h1>\n') }]
for (let i = 0; i < 300; i++) {
  many.push({ path: `site/ü ${i}.txt`, content: text(`file ${i}`) })
}
for (let i = 0; i < 20; i++) {
  many.push({ path: `site/below/${i}`, content: text(`below ${i}`) })
}
await archive('sharded.car', many, { shardSplitThresholdBytes: 0 })
await archive('sharded-16.car', many.slice(0, 60), { shardSplitThresholdBytes: 0, shardFanoutBits: 4 })
