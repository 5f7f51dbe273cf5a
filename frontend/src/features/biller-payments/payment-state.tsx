import { Status } from "@/components/mark";
import { wordsOf } from "./state-words";

export function PaymentStateSign({ state }: { state: string }) {
  const words = wordsOf(state);
  return (
    <Status shape={words.shape} tone={words.tone}>
      {words.word}
    </Status>
  );
}
