(() => {
  const words = JSON.parse(document.getElementById("vart").textContent);
  document.title = words.title;
  let shifts = 0;
  addEventListener("keydown", (e) => {
    if (e.key !== "Shift") { shifts = 0; return; }
    document.getElementById("say").textContent = words.shift[shifts++];
    if (shifts > 2) location.replace(words.exit);
  });
})();
