// @vitest-environment node
import { expect, it } from "vitest";
import { linesOf } from "./rules-api";

it("lines are whole, however the stream is cut", async () => {
  const pieces = ['{"seen": 0}\n{"se', 'en": 1000}\n', '{"result": {}}'];
  const stream = new ReadableStream<string>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const lines: string[] = [];
  for await (const line of linesOf(stream)) lines.push(line);
  expect(lines).toEqual(['{"seen": 0}', '{"seen": 1000}', '{"result": {}}']);
});
