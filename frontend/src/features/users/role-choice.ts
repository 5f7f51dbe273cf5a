import type { Role } from "./api";

/** The roles that a person can have; a guest and nobody are not persons. */
export const personRoles: readonly Role[] = ["payer", "biller_staff", "biller_admin", "compliance_officer", "treasury", "auditor", "admin"];

/** These work for one biller. */
export const needsBiller = (role: string): boolean => role === "biller_staff" || role === "biller_admin";
