// Keys: j and k through a list, Enter opens, n and p through the events of a text, / searches.
const HELP = [
  ["/", "search words"],
  ["j, k", "next, previous event in a list"],
  ["Enter", "open it"],
  ["n, p", "next, previous event in a text, or mention"],
  ["1 – 5", "marks of a layer on and off"],
  ["c", "choose words of a text, to correct it: arrows move, with Shift they choose more, Enter asks what they are"],
  ["g r, g n, g p, g c", "go to the record, to what is new, to what is planned, to code a text"],
  ["?", "this list"],
];

const typing = (target) => target.closest("input, textarea, select, dialog") !== null;

function step(items, by) {
  const list = [...items];
  if (!list.length) return;
  const at = list.findIndex((item) => "at" in item.dataset);
  const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
  for (const item of list) delete item.dataset.at;
  const item = list[next];
  item.dataset.at = "";
  const target = item.querySelector("h3 a") ?? item;
  target.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  item.dispatchEvent(new CustomEvent("arrive", { bubbles: true }));
}

function help() {
  let dialog = document.querySelector("dialog.help");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.className = "help";
    const title = document.createElement("h2");
    title.textContent = "Keys";
    title.id = "keys-title";
    dialog.setAttribute("aria-labelledby", "keys-title");
    const list = document.createElement("dl");
    for (const [key, what] of HELP) {
      const term = document.createElement("dt");
      const kbd = document.createElement("kbd");
      kbd.textContent = key;
      term.append(kbd);
      const text = document.createElement("dd");
      text.textContent = what;
      list.append(term, text);
    }
    const form = document.createElement("form");
    form.method = "dialog";
    const close = document.createElement("button");
    close.textContent = "Close";
    form.append(close);
    dialog.append(title, list, form);
    document.body.append(dialog);
  }
  dialog.showModal();
}

const GO = { r: "/", n: "/new", p: "/planned", c: "/code" };
let going = false;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const wasGoing = going;
  going = false;
  if (wasGoing && GO[event.key]) {
    window.location.assign(GO[event.key]);
    return;
  }
  switch (event.key) {
    case "/":
      event.preventDefault();
      document.getElementById("find")?.focus();
      break;
    case "g":
      going = true;
      break;
    case "j":
    case "k":
      step(document.querySelectorAll(".record"), event.key === "j" ? 1 : -1);
      break;
    case "n":
    case "p":
      step(document.querySelectorAll(".told li[data-event], .mention"), event.key === "n" ? 1 : -1);
      break;
    case "?":
      help();
      break;
    default: {
      const box = document.querySelectorAll(".layers input")[Number(event.key) - 1];
      if (box) box.click();
    }
  }
});
