import { describe, expect, it } from '@jest/globals';
import { markdown } from '#src/markdown/markdown.ts';

const drawn = (text: string) => markdown(text).toString();

describe('markdown', () => {
  it.each([
    ['<script>alert(1)</script>', /script/],
    ['<img src=x onerror=alert(1)>', /onerror|src=/],
    ['<p style="position:fixed" class="notice fail">x</p>', /style|class/],
    ['[x](javascript:alert(1))', /href/],
    ['<a href="javascript&#58;alert(1)">x</a>', /javascript/],
    ['<svg><use href="#x"/></svg>', /svg/],
    ['<math><mtext><style>x</style></mtext></math>', /style/],
    ['<form action="/x"><button>x</button></form>', /form|button/],
    ['<iframe src="/x"></iframe>', /iframe/],
    ['$\\href{javascript:alert(1)}{x}$', /javascript:alert\(1\)"/],
    ['$\\class{notice}{x}$', /class="notice/],
    ['<p id="main">x</p>', /id=/],
  ])('leaves nothing that acts, styles or poses as a part of the page: %s', (text, never) => {
    expect(drawn(text)).not.toMatch(never);
  });

  it('draws mathematics as MathML without a style', () => {
    const formula = drawn('$$\\color{red}\\frac{a}{b} \\sum_{i=1}^n x_i$$');
    expect(formula).toMatch(/<math[^>]* display="block"[^>]*>[^]*<mfrac>/);
    expect(formula).not.toContain('style=');
  });

  it('leaves a formula that is wrong as it was written', () => {
    expect(drawn('$\\frac{a$')).toContain('\\frac{a');
  });

  it('colours code, and escapes it', () => {
    expect(drawn('```python\nif a < 1: pass\n```')).toMatch(/<span class="hljs-keyword">if<\/span> a &lt; /);
    expect(drawn('```nobody\na < 1\n```')).toContain('a &lt; 1');
  });

  it('draws the same text once', () => {
    const text = 'A sum: $a + b$.';
    expect(markdown(text)).toBe(markdown(text));
    expect(markdown(`${text} `)).not.toBe(markdown(text));
  });

  it('sends nobody away with what they read', () => {
    expect(drawn('[x](https://example.edu)')).toContain('rel="noopener noreferrer nofollow ugc"');
  });

  it("has no first heading, which is the page's", () => {
    expect(drawn('# Title')).toBe('<h2>Title</h2>\n');
  });
});
