// Zooming and moving a map: the buttons, the wheel with Ctrl, and dragging change its view box.
const MOST = 40;

for (const svg of document.querySelectorAll(".map")) {
  const home = svg.getAttribute("viewBox").split(" ").map(Number);
  let box = [...home];
  const dots = [...svg.querySelectorAll(".dot")].map((dot) => ({ dot, r: Number(dot.getAttribute("r")), w: Number(dot.getAttribute("stroke-width")) }));
  const show = () => {
    svg.setAttribute("viewBox", box.map((value) => value.toFixed(3)).join(" "));
    const scale = box[2] / home[2];
    for (const { dot, r, w } of dots) {
      if (r) dot.setAttribute("r", r * scale);
      dot.setAttribute("stroke-width", w * scale);
    }
    svg.querySelector(".world").setAttribute("stroke-width", box[2] / 1000);
    const sea = svg.querySelector(".sea");
    ["x", "y", "width", "height"].forEach((name, i) => sea.setAttribute(name, box[i]));
  };
  const zoom = (factor, x = 0.5, y = 0.5) => {
    const width = Math.min(360, Math.max(home[2] / MOST, box[2] * factor));
    const height = (width * home[3]) / home[2];
    box = [box[0] + (box[2] - width) * x, box[1] + (box[3] - height) * y, width, height];
    show();
  };
  const controls = document.createElement("div");
  controls.className = "zoom";
  const actions = [["+", "Zoom in", () => zoom(0.6)], ["−", "Zoom out", () => zoom(1 / 0.6)], ["⌂", "Whole view", () => { box = [...home]; show(); }]];
  for (const [sign, label, action] of actions) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", `${label}, map`);
    button.addEventListener("click", action);
    controls.append(button);
  }
  svg.parentElement.append(controls);

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const area = svg.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.25 : 0.8, (event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height);
  }, { passive: false });

  let from = null;
  let moved = false;
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch") return;
    from = [event.clientX, event.clientY, box[0], box[1]];
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (!from) return;
    const unit = box[2] / svg.getBoundingClientRect().width;
    const [dx, dy] = [event.clientX - from[0], event.clientY - from[1]];
    if (Math.abs(dx) + Math.abs(dy) > 4) moved = true;
    if (moved) {
      box = [from[2] - dx * unit, from[3] - dy * unit, box[2], box[3]];
      show();
    }
  });
  window.addEventListener("pointerup", () => { from = null; });
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}
