export { openEditor } from './editor/editor.js';
