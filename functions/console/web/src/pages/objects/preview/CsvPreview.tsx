import { useMemo } from "preact/hooks";
import { parse } from "papaparse";
import { formatCount } from "../../../ui/format";
import { TextOf, type TextProps } from "./TextPreview";

/** Rows that are shown; nobody reads more here. */
const ROWS = 500;

/** A text of comma-separated values, or with another separator, as a table; its first row has the heads. */
export default function CsvPreview(props: TextProps) {
  return <TextOf {...props}>{(text) => <CsvTable text={text} />}</TextOf>;
}

function CsvTable({ text }: { text: string }) {
  const [heads = [], ...rows] = useMemo(() => parse<string[]>(text, { preview: ROWS + 1, skipEmptyLines: true }).data, [text]);
  return (
    <>
      {rows.length === ROWS && <p class="hint">The first {formatCount(ROWS, "row")}.</p>}
      <div class="csv-preview" tabIndex={0} role="region" aria-label="Table of the object">
        <table>
          <thead>
            <tr>
              {heads.map((head, at) => (
                <th key={at} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
