import { listBuckets } from "../../api/s3";
import { Select, TextField } from "../../ui/Field";
import { useLoad } from "../../ui/useLoad";
import type { TransferKind } from "./TransferDialog";

export interface Place {
  readonly bucket: string;
  /** A folder, or the new name. */
  readonly path: string;
}

interface DestinationProps {
  kind: TransferKind;
  place: Place;
  onPlace: (place: Place) => void;
  problem: string | undefined;
}

/** Where objects go: another name, or a folder of some bucket. */
export function Destination({ kind, place, onPlace, problem }: DestinationProps) {
  const setPath = (path: string) => onPlace({ ...place, path });
  if (kind === "rename") {
    return <TextField label="New name" value={place.path} onValue={setPath} error={problem} autofocus />;
  }
  return (
    <>
      <BucketField value={place.bucket} onValue={(bucket) => onPlace({ ...place, bucket })} />
      <TextField
        label="Folder"
        hint="Such as 2026/may; empty for none. It need not exist."
        value={place.path}
        onValue={setPath}
        error={problem}
        autofocus
      />
    </>
  );
}

/** One of those there are; if a key may not list them, one that is typed. */
function BucketField({ value, onValue }: { value: string; onValue: (bucket: string) => void }) {
  const { data, error } = useLoad(listBuckets, []);
  if (error) {
    return <TextField label="Bucket" value={value} onValue={onValue} />;
  }
  const names = new Set([value, ...(data ?? []).map(({ name }) => name)]);
  return <Select label="Bucket" value={value} options={[...names].sort().map((name) => ({ value: name, text: name }))} onValue={onValue} />;
}
