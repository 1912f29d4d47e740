// Compares an archive of Coffer's with its file, as Helia's exporter reads it: npm install && node read.mjs FILE.car FILE
import { CarReader } from '@ipld/car'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { exporter } from 'ipfs-unixfs-exporter'

const reader = await CarReader.fromBytes(readFileSync(process.argv[2]))
const [root] = await reader.getRoots()
const store = {
  async * get (cid) {
    yield (await reader.get(cid)).bytes
  }
}
const read = createHash('sha256')
for await (const piece of (await exporter(root, store)).content()) {
  read.update(piece)
}
const same = read.digest('hex') === createHash('sha256').update(readFileSync(process.argv[3])).digest('hex')
console.log(root.toString(), same ? 'the same bytes' : 'OTHER BYTES')
process.exit(same ? 0 : 1)
