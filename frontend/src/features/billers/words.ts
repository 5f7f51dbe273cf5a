export const words = {
  title: "Which bill do you want to pay?",
  lead: "You can pay without an account.",
  search: "Name of the company or city office",
  searchHint: "For example: water, energy, property tax",
  loading: "Loading the list of billers",
  what: "the list of billers",
  results: (count: number) => (count === 1 ? "1 biller" : `${count} billers`),
  noneTitle: "We do not know that biller",
  none: "Check the spelling, or try a shorter word. If your biller is not here, pay as it says on your bill.",
  fee: (summary: string) => (summary === "No fee" ? "No fee for paying by card" : `Fee for paying by card: ${summary}`),
};
