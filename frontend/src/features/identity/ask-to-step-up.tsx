import { createRoot } from "react-dom/client";
import { StepUpDialog } from "./step-up-dialog";

let asking: Promise<boolean> | null = null;

/** Shows the step-up dialog over whatever page there is; requests that ask at the same time share it. */
export function askToStepUp(ways: readonly string[]): Promise<boolean> {
  asking ??= ask(ways).finally(() => {
    asking = null;
  });
  return asking;
}

async function ask(ways: readonly string[]): Promise<boolean> {
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const proved = await new Promise<boolean>((resolve) => root.render(<StepUpDialog ways={ways} onEnd={resolve} />));
  root.unmount();
  place.remove();
  return proved;
}
