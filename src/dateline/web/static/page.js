// Makes pages that work without it quicker to use. Nothing here makes HTML of text.
import "./choose.js";
import "./keys.js";
import "./map.js";
import "./marks.js";
import "./asof.js";
import "./drop.js";

// Short addresses: fields that say nothing are left out.
for (const form of document.querySelectorAll('form:not([method="post"])')) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) {
      if (field.name && !field.value) field.disabled = true;
    }
  });
}
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form :disabled")) field.disabled = false;
});
