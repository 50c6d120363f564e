import { WidgetType } from '@codemirror/view';

/** A line between two lines of code that belongs to neither. */
class Banner extends WidgetType {
  constructor(kind, text) {
    super();
    this.kind = kind;
    this.text = text;
  }

  eq({ kind, text }) {
    return kind === this.kind && text === this.text;
  }

  toDOM() {
    const line = document.createElement('div');
    line.className = `cm-banner ${this.kind}`;
    line.textContent = this.text;
    return line;
  }

  ignoreEvent() {
    return false;
  }
}

export const banner = (kind, text) => new Banner(kind, text);
