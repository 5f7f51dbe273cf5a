// Bare journals a second with the npm ledger medici, at each number of callers given.
// Each journal has three postings over spread-out accounts. "whole" writes it in one MongoDB
// transaction, majority and journaled; "parts" is medici without a transaction, where a crash
// leaves half a journal. Prints one line of JSON.
import mongoose from "mongoose";
import { Book, initModels, mongoTransaction } from "medici";

const [url, way, seconds, spreadOver, ...numbers] = process.argv.slice(2);
const durable = { w: "majority", journal: true };

const pick = (kind) => `${kind}:${Math.floor(Math.random() * Number(spreadOver))}`;

function entryOf(book) {
  return book
    .entry("Bill payment to Riverton Water")
    .debit(pick("Receivable"), 10150)
    .credit(pick("Payable"), 10000)
    .credit(pick("Income"), 150);
}

const oneJournal = {
  whole: (book) => mongoTransaction((session) => entryOf(book).commit({ session })),
  parts: (book) => entryOf(book).commit(),
}[way];

async function measure(book, callers) {
  const times = [];
  const begins = performance.now() + 1000;
  const ends = begins + Number(seconds) * 1000;
  const caller = async () => {
    while (performance.now() < ends) {
      const started = performance.now();
      await oneJournal(book);
      const done = performance.now();
      if (done >= begins && done <= ends) times.push((done - started) / 1000);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return times;
}

await mongoose.connect(url, {
  maxPoolSize: 100,
  writeConcern: durable,
  readConcern: { level: "majority" },
});
await mongoose.connection.dropDatabase();
await initModels();
const book = new Book("measured");
const runs = [];
for (const callers of numbers.map(Number)) {
  runs.push({ callers, times: await measure(book, callers) });
}
console.log(JSON.stringify(runs));
await mongoose.disconnect();
