import "@/styles/main.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { setAskToStepUp } from "@/api/client";
import { App } from "./app";
import { newQueryClient } from "./query-client";
import { newRouter } from "./router";

// A new release removes the old files: a page that asks for one of them is loaded again, once.
window.addEventListener("vite:preloadError", (event) => {
  const mark = "paymentus:reloaded-for-release";
  if (sessionStorage.getItem(mark) === null) {
    event.preventDefault();
    sessionStorage.setItem(mark, "1");
    window.location.reload();
  }
});

// Back from the card page, browsers may show the page as it was left. What is true now has to be asked for.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

// Only sensitive acts need the dialog, so it comes when it is asked for.
setAskToStepUp(async (ways) => (await import("@/features/identity/ask-to-step-up")).askToStepUp(ways));

async function start(root: HTMLElement) {
  const queryClient = newQueryClient();
  const router = await newRouter(queryClient);
  createRoot(root).render(
    <StrictMode>
      <App queryClient={queryClient} router={router} />
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
