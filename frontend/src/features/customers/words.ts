import type { Customer, Queue, Rating, ReviewedDocument } from "./api";

export const queueWords: Readonly<Record<Queue, string>> = {
  waiting: "Waiting",
  review_due: "Review due",
  asked_again: "Asked again",
  approved: "Approved",
  rejected: "Rejected",
  expired: "Run out",
};

export const stateWords: Readonly<Record<Customer["state"], string>> = {
  not_started: "Not begun",
  in_progress: "Being filled in",
  submitted: "Handed in",
  in_review: "In review",
  approved: "Approved",
  rejected: "Rejected",
  resubmission_requested: "Asked again",
  expired: "Run out",
};

export const ratingWords: Readonly<Record<Rating, string>> = { low: "Low", medium: "Medium", high: "High" };

export const kindWords: Readonly<Record<ReviewedDocument["kind"], string>> = {
  passport: "Passport",
  id_card: "Identity card",
  driver_license: "Driver's license",
  residence_permit: "Residence permit",
  proof_of_address: "Proof of address",
};

export const documentStateWords: Readonly<Record<ReviewedDocument["state"], string>> = {
  uploaded: "Sent",
  checked: "To decide",
  verified: "Verified",
  rejected: "Refused",
  expired: "Expired",
};

export const numberWords: Readonly<Record<string, string>> = {
  ssn: "SSN",
  itin: "ITIN",
  ein: "EIN",
  passport: "Passport",
  alien_id: "USCIS number",
  government_id: "Other government's",
};
