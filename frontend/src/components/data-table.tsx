import type { ReactNode } from "react";
import "./data-table.css";

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column, in figures of one width. */
  number?: boolean;
  /** This column names the row: a row header for screen readers. */
  names?: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Rows to set off, for example the ones that have just arrived. */
  isNew?: (row: Row) => boolean;
  foot?: ReactNode;
}

/**
 * A table that stays one on paper and for screen readers at any width: below 40rem each row is drawn as a block of
 * labelled lines. The roles are written out because `display: block` would take them away from the elements.
 */
export function DataTable<Row>({ caption, captionHidden = false, columns, rows, rowKey, isNew, foot }: DataTableProps<Row>) {
  return (
    <table className="data-table" role="table">
      <caption className={captionHidden ? "visually-hidden" : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.name} role="columnheader" scope="col" className={column.number ? "number" : undefined}>
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" data-new={isNew?.(row) ? "" : undefined}>
            {columns.map((column) => (
              <DataCell key={column.name} column={column}>
                {column.cell(row)}
              </DataCell>
            ))}
          </tr>
        ))}
      </tbody>
      {foot === undefined ? null : <tfoot role="rowgroup">{foot}</tfoot>}
    </table>
  );
}

function DataCell({ column, children }: { column: Pick<Column<never>, "name" | "number" | "names">; children: ReactNode }) {
  const className = column.number ? "number" : undefined;
  return column.names ? (
    <th role="rowheader" scope="row" className={className} data-name={column.name}>
      {children}
    </th>
  ) : (
    <td role="cell" className={className} data-name={column.name}>
      {children}
    </td>
  );
}
