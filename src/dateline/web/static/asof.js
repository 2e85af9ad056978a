// A slider beside the field for "as of": days between the first and the last report.
const DAY = 24 * 3600 * 1000;

for (const holder of document.querySelectorAll(".asof")) {
  const field = holder.querySelector("input");
  const first = Date.parse(holder.dataset.first);
  const days = Math.round((Date.parse(holder.dataset.last) - first) / DAY);
  if (!(days > 0)) continue;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = 0;
  slider.max = days;
  slider.value = field.value ? Math.round((Date.parse(field.value) - first) / DAY) : days;
  slider.setAttribute("aria-label", "As of, by day");
  const tell = () => slider.setAttribute("aria-valuetext", field.value || "now");
  tell();
  slider.addEventListener("input", () => {
    const last = Number(slider.value) === days;
    field.value = last ? "" : new Date(first + slider.value * DAY).toISOString().slice(0, 10);
    tell();
  });
  slider.addEventListener("change", () => field.form.requestSubmit());
  holder.append(slider);
}
