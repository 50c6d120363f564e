import { expect, it } from '@jest/globals';
import { headingOf } from '#src/http/layout/heading-of.ts';

it.each([
  ['<h1 id="a">Plain</h1>', 'Plain'],
  ['<p></p><h1>\n<svg></svg> A &lt;b&gt; &amp;\n “c” </h1><h1>Other</h1>', 'A <b> & “c”'],
  ['<h2>None</h2>', null],
  ['<h1> </h1>', null],
])('of %s is %s', (html, heading) => expect(headingOf(html)).toBe(heading));
