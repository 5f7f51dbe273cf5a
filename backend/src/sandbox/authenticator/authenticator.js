// Rolls the codes of the page over without loading it again. Without this script the page still shows the codes that
// counted when it was loaded.
const clock = document.querySelector("[data-seconds-left]");
if (clock) {
  const ring = clock.querySelector(".ring");
  const seconds = document.getElementById("seconds");
  const said = document.getElementById("said");
  const step = Number(clock.dataset.stepSeconds) * 1000;
  let until = Date.now() + Number(clock.dataset.secondsLeft) * 1000;
  let asking = false;

  const renew = async () => {
    asking = true;
    try {
      const answer = await (await fetch("/_sandbox/authenticators")).json();
      for (const { label, code } of answer.data) {
        const button = document.querySelector(`[data-label="${CSS.escape(label)}"]`);
        if (button) button.textContent = `${code.slice(0, 3)} ${code.slice(3)}`;
      }
      until = Date.now() + answer.seconds_left * 1000;
      said.textContent = "";
    } catch {
      said.textContent = "The sandbox does not answer. Trying again.";
      until = Date.now() + 2000;
    }
    asking = false;
  };

  const draw = () => {
    const left = Math.max(0, until - Date.now());
    seconds.textContent = String(Math.ceil(left / 1000));
    ring.setAttribute("stroke-dasharray", `${(left / step) * 100} 100`);
    if (left === 0 && !asking) void renew();
  };
  draw();
  setInterval(draw, 200);

  for (const button of document.querySelectorAll(".code")) {
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.textContent.replace(" ", ""));
      said.textContent = `Copied the code of ${button.dataset.label}.`;
    });
  }
}
