"use strict";
(() => {
  const table = document.querySelector("table");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const form = document.getElementById("filter");
  const text = document.getElementById("text");
  const result = document.getElementById("result");
  const changed = document.getElementById("changed");
  const shown = document.getElementById("shown");

  // Texts of thousands of rows are put together once, and only where somebody looks for one.
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };

  const filter = () => {
    const wanted = text.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      const fits = (!wanted || textOf(row).includes(wanted))
        && (!result.value || row.dataset.result === result.value)
        && (!changed.checked || row.dataset.changed === "yes");
      row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = count + " of " + rows.length + " shown";
  };

  const value = (row, column) => column === 2
    ? row.dataset.rank
    : (column === 0 ? row.cells[0].querySelector("summary") : row.cells[column]).textContent;

  const collator = new Intl.Collator();
  const headers = Array.from(table.tHead.rows[0].cells);
  const sort = (column) => {
    const down = headers[column].getAttribute("aria-sort") === "ascending";
    for (const header of headers) header.removeAttribute("aria-sort");
    headers[column].setAttribute("aria-sort", down ? "descending" : "ascending");
    const values = new Map(rows.map((row) => [row, value(row, column)]));
    rows.sort((a, b) => collator.compare(values.get(a), values.get(b)) * (down ? -1 : 1));
    body.append(...rows);
  };
  headers.forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sort(column));
    header.replaceChildren(button);
  });

  form.addEventListener("submit", (event) => event.preventDefault());
  for (const control of [text, result, changed]) control.addEventListener("input", filter);
  form.hidden = false;
  filter();
})();
