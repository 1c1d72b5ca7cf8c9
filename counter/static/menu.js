/** The menu under the clerk's name closes when a choice is made, and when the work goes on. */

/** Listen for what closes an open menu. */
export function closeMenus() {
  document.addEventListener("click", ({ target }) => {
    for (const menu of openMenus()) {
      if (!menu.contains(target) || target.closest("button")) menu.open = false;
    }
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") openMenus().forEach(leave);
  });
}

function leave(menu) {
  menu.open = false;
  menu.querySelector("summary").focus();
}

function openMenus() {
  return [...document.querySelectorAll("details.account[open]")];
}
