import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DESK } from "./api";

/** After an act: say what was done, and bring everything the desk shows up to date. */
export function useDeskChange(): { said: string | null; done: (words: string) => void } {
  const queryClient = useQueryClient();
  const [said, setSaid] = useState<string | null>(null);
  function done(words: string) {
    setSaid(words);
    void queryClient.invalidateQueries({ queryKey: [DESK] });
    void queryClient.invalidateQueries({ queryKey: ["approvals"] });
  }
  return { said, done };
}
