// In a report: the event that the pointer or the keyboard is at lights up its words.
for (const report of document.querySelectorAll(".report")) {
  const marks = [...report.querySelectorAll("mark[data-events]")];
  const light = (number) => {
    for (const mark of marks) {
      mark.classList.toggle("lit", number !== null && mark.dataset.events.split(" ").includes(number));
    }
  };
  for (const item of report.querySelectorAll("[data-event]")) {
    item.addEventListener("pointerenter", () => light(item.dataset.event));
    item.addEventListener("pointerleave", () => light(null));
    item.addEventListener("focusin", () => light(item.dataset.event));
    item.addEventListener("focusout", () => light(null));
    item.addEventListener("arrive", () => {
      const mark = marks.find((one) => one.dataset.events.split(" ").includes(item.dataset.event));
      mark?.scrollIntoView({ block: "nearest" });
    });
  }
  // Hovering over words marks the event in the list.
  const items = new Map([...report.querySelectorAll("[data-event]")].map((item) => [item.dataset.event, item]));
  for (const mark of marks) {
    mark.addEventListener("pointerenter", () => {
      for (const item of items.values()) delete item.dataset.at;
      const item = items.get(mark.dataset.events.split(" ").at(-1));
      if (item) item.dataset.at = "";
    });
  }
}
