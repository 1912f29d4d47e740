import { Button } from "../../ui/Button";

export interface Pair {
  readonly name: string;
  readonly value: string;
}

interface EditorProps {
  /** What a pair is, such as "tag". */
  what: string;
  pairs: readonly Pair[];
  onPairs: (pairs: readonly Pair[]) => void;
  /** How many there may be. */
  most?: number;
}

/** Names with values, to change, add to and remove from. */
export function PairsEditor({ what, pairs, onPairs, most = Infinity }: EditorProps) {
  const change = (at: number, changed: Partial<Pair>) => onPairs(pairs.with(at, { ...pairs[at]!, ...changed }));
  return (
    <div class="pairs">
      {pairs.map((pair, at) => (
        <div key={at} class="pair">
          <input
            type="text"
            aria-label={`Name of ${what} ${at + 1}`}
            placeholder="Name"
            autocomplete="off"
            spellcheck={false}
            value={pair.name}
            onInput={(event) => change(at, { name: event.currentTarget.value })}
          />
          <input
            type="text"
            aria-label={`Value of ${what} ${at + 1}`}
            placeholder="Value"
            autocomplete="off"
            spellcheck={false}
            value={pair.value}
            onInput={(event) => change(at, { value: event.currentTarget.value })}
          />
          <Button
            kind="ghost"
            icon="trash"
            aria-label={`Remove ${what} ${at + 1}`}
            title={`Remove this ${what}`}
            onClick={() => onPairs(pairs.toSpliced(at, 1))}
          />
        </div>
      ))}
      <div>
        <Button small icon="plus" disabled={pairs.length >= most} onClick={() => onPairs([...pairs, { name: "", value: "" }])}>
          Add {what}
        </Button>
      </div>
    </div>
  );
}
