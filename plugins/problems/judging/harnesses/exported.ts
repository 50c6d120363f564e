/** TypeScript that lets others have one of its functions. Lines stay where they are. */
export function exported(content: string, name: string): string {
  const isExported =
    new RegExp(`\\bexport\\s+(?:async\\s+)?(?:function\\*?|const|let|var|class)\\s+${name}\\b`).test(content) ||
    new RegExp(`\\bexport\\s*\\{[^}]*\\b${name}\\b[^}]*\\}`).test(content);
  return isExported ? content : `${content}\nexport { ${name} };\n`;
}
