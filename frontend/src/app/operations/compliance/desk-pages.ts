/** The desk's pages in one file: who works there opens them all, nobody else any. */
export { AlertPage } from "./alert-page";
export { CasePage } from "./case-page";
export { BatchesPage } from "./batches-page";
export { BatchPage } from "./batch-page";
export { CasesPage } from "./cases-page";
export { ChangeRulesPage } from "./change-rules-page";
export { DeadlinesPage } from "./deadlines-page";
export { FilingPage } from "./filing-page";
export { FilingsPage } from "./filings-page";
export { FreezesPage } from "./freezes-page";
export { ListsPage } from "./lists-page";
export { QueuePage } from "./queue-page";
export { RulesPage } from "./rules-page";
