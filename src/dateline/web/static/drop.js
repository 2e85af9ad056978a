// Files that are dropped anywhere on the form are put into its field.
for (const form of document.querySelectorAll(".paste")) {
  const field = form.querySelector('input[type="file"]');
  const holder = form.querySelector(".drop");
  form.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    holder.classList.add("over");
  });
  form.addEventListener("dragleave", () => holder.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    holder.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
  });
}
