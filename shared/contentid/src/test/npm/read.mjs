// Compares an archive of Coffer's with its file, as Helia's exporter reads it: npm install && node read.mjs FILE.car FILE [PATH] [FROM TO]
// With a path, the file is what it leads to from the root. With a range, only the bytes from FROM to TO, both included, are read.
import { CarReader } from '@ipld/car'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { exporter } from 'ipfs-unixfs-exporter'

const [car, file, path = '', from, to] = process.argv.slice(2)
const reader = await CarReader.fromBytes(readFileSync(car))
const [root] = await reader.getRoots()
const read = new Set()
const store = {
  async * get (cid) {
    const block = await reader.get(cid)
    if (block === undefined) {
      throw new Error(`the archive does not have ${cid}`)
    }
    read.add(cid.toString())
    yield block.bytes
  }
}
const range = from === undefined ? {} : { offset: Number(from), length: Number(to) - Number(from) + 1 }
const hash = createHash('sha256')
for await (const piece of (await exporter(`${root}${path}`, store)).content(range)) {
  hash.update(piece)
}
const expected = readFileSync(file)
const part = from === undefined ? expected : expected.subarray(Number(from), Number(to) + 1)
const same = hash.digest('hex') === createHash('sha256').update(part).digest('hex')
let blocks = 0
for await (const block of reader.blocks()) {
  blocks++
}
console.log(root.toString(), same ? 'the same bytes' : 'OTHER BYTES', `${read.size} of ${blocks} blocks were read`)
process.exit(same ? 0 : 1)
