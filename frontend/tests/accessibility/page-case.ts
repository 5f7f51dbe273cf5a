import type { Page } from "@playwright/test";
import type { Answers } from "./fake-api";

/** One page in one state. The walk opens it in light and dark, at 320 and 1280 px, and judges it. */
export interface PageCase {
  /** Also the screenshot's file name: lower-case words joined by "-". */
  name: string;
  path: string;
  /** What the API answers, over the defaults. */
  api?: Answers;
  /** Text that shows the state has been reached. */
  shows: string | RegExp;
  /** What the visitor does before the page is judged. */
  act?: (page: Page) => Promise<void>;
}
