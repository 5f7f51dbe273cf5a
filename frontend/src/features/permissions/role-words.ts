const words: Readonly<Record<string, string>> = {
  anonymous: "Nobody signed in",
  guest: "Guest",
  payer: "Payer",
  biller_staff: "Biller staff",
  biller_admin: "Biller admin",
  compliance_officer: "Compliance",
  treasury: "Treasury",
  auditor: "Auditor",
  admin: "Platform admin",
};

export const roleWords = (role: string): string => words[role] ?? role;
