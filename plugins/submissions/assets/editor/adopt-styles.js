import { StyleModule } from 'style-mod';

/** What is adopted already, in the order of what goes before what. */
const adopted = new Map();

/**
 * The editor would write its styles into an element of the page, which our Content-Security-Policy keeps without effect. A sheet
 * that a script makes and the document adopts is allowed by it.
 */
export function adoptStyles() {
  StyleModule.mount = (_root, modules) => {
    const wanted = [modules].flat();
    for (const module of wanted) if (!adopted.has(module)) adopted.set(module, sheetOf(module));
    const others = document.adoptedStyleSheets.filter((sheet) => ![...adopted.values()].includes(sheet));
    const rest = [...adopted.keys()].filter((module) => !wanted.includes(module));
    document.adoptedStyleSheets = [...others, ...[...rest, ...wanted].map((module) => adopted.get(module))];
  };
}

function sheetOf(module) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(module.getRules());
  return sheet;
}
