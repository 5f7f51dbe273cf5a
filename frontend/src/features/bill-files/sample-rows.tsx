import type { Preview } from "./bill-file";
import "./bill-files.css";

/**
 * The first rows as they stand in the file. The box scrolls sideways, and can be scrolled by keyboard; a shadow at its edge says
 * that there is more.
 */
export function SampleRows({ preview }: { preview: Preview }) {
  if (preview.sample.length === 0) return <p className="quiet">The file has headings but no rows below them.</p>;
  return (
    <div className="stack-tight">
      <h2>First rows of the file</h2>
      <p className="small quiet">All {preview.columns.length} columns. Where they are wider than the page, scroll sideways.</p>
      {/* A box that scrolls has to take the focus, so that the keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="sample" aria-label="First rows of the file" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {preview.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.sample.slice(0, 5).map((row, line) => (
            <tr key={line}>
              {preview.columns.map((column, place) => (
                <td key={column}>{row[place] ?? ""}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      </section>
    </div>
  );
}
