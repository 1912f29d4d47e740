import { useEffect, useId, useState } from "preact/hooks";
import { Icon } from "../../ui/Icon";

/** Between the last letter typed and the search, in milliseconds. */
const TYPING = 250;

type Mode = "contain" | "begin";

interface SearchProps {
  /** What the endpoint was asked for: what names begin with. */
  search: string;
  onSearch: (search: string) => void;
  /** What is looked for in the names that are loaded. */
  find: string;
  onFind: (text: string) => void;
}

/** One field for two searches: in the names that are loaded, and by the endpoint, which knows beginnings of names alone. */
export function SearchField({ search, onSearch, find, onFind }: SearchProps) {
  const [mode, setMode] = useState<Mode>(search === "" ? "contain" : "begin");
  const [text, setText] = useState(search || find);
  const id = useId();
  const begins = mode === "begin";

  useEffect(() => {
    if (search !== "") {
      setMode("begin");
      setText(search);
    }
  }, [search]);
  useEffect(() => {
    onFind(begins ? "" : text);
    const timer = setTimeout(() => onSearch(begins ? text : ""), TYPING);
    return () => clearTimeout(timer);
  }, [text, mode]);

  return (
    <div class="search" role="search">
      <select aria-label="Names that are looked for" value={mode} onChange={(event) => setMode(event.currentTarget.value as Mode)}>
        <option value="contain">Contains</option>
        <option value="begin">Begins with</option>
      </select>
      <div>
        <Icon name="search" />
        <label class="visually-hidden" for={id}>
          {begins ? "Search this folder by the beginning of names" : "Find in the names that are loaded"}
        </label>
        <input
          id={id}
          type="search"
          placeholder={begins ? "Beginning of a name, case-sensitive" : "Any part of a name that is loaded"}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
