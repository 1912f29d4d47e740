import { Icon } from "../../ui/Icon";

export function BucketFilter({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  return (
    <div class="bucket-filter" role="search">
      <Icon name="search" />
      <input
        type="search"
        aria-label="Filter buckets by any part of their names"
        placeholder="Filter by name"
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value.trim())}
      />
    </div>
  );
}
