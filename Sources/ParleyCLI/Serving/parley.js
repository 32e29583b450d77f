// Says when something new is recorded; all else works without.
(() => {
  "use strict";
  const line = document.getElementById("live");
  if (!line || !("EventSource" in window)) return;
  let count = 0;
  new EventSource(line.dataset.events).addEventListener("recorded", () => {
    count += 1;
    const link = document.createElement("a");
    link.href = location.pathname + location.search;
    link.textContent = "reload";
    line.replaceChildren(count === 1 ? "1 new event; " : `${count} new events; `, link);
  });
})();
