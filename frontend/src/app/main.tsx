import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import "@/styles/main.css";

// A new release removes the old files: a page that asks for one of them is loaded again, once.
window.addEventListener("vite:preloadError", (event) => {
  const mark = "paymentus:reloaded-for-release";
  if (sessionStorage.getItem(mark) === null) {
    event.preventDefault();
    sessionStorage.setItem(mark, "1");
    window.location.reload();
  }
});

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
