import { stripTypeScriptTypes } from 'node:module';

const ownEnding = /(\b(?:from|import|require\()\s*['"]\.{1,2}\/[^'"]+)\.ts(?=['"])/g;

/**
 * Tests in TypeScript as JavaScript, so that they need not be compiled where the solution is and come with the input. Files of
 * one's own are named without their ending then. What cannot be read becomes an error when it runs, as with JavaScript.
 */
export function plainScript(source: string): string {
  try {
    return stripTypeScriptTypes(source, { mode: 'transform', sourceMap: false }).replaceAll(ownEnding, '$1');
  } catch (error) {
    return `throw new SyntaxError(${JSON.stringify(error instanceof Error ? error.message : String(error))});`;
  }
}
