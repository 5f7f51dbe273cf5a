/** A payer's rights and our duties, in one file of the build: they are seldom opened, and each file costs every page. */
export { PrivacyPage } from "./privacy-page";
export { TermsPage } from "./terms-page";
export { YourDataPage } from "./your-data-page";
export { SecurityPage } from "./security-page";
export { VerificationPage } from "./verification-page";
