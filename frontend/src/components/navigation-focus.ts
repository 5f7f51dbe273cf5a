/** Which page last gave its heading the focus. The first page of a visit keeps the browser's own start. */
let lastFocused: string | null = null;

/** True once for every change of page. */
export function tookFocus(pathname: string): boolean {
  const isNavigation = lastFocused !== null && lastFocused !== pathname;
  lastFocused = pathname;
  return isNavigation;
}
