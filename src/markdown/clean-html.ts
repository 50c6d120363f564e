import sanitizeHtml from 'sanitize-html';

const words =
  'p br hr h2 h3 h4 h5 h6 strong em b i u s del ins sub sup small mark abbr kbd samp var q cite blockquote ul ol li dl dt dd pre code a img table caption thead tbody tfoot tr th td details summary figure figcaption span div';
const formulas =
  'math semantics annotation mrow mi mo mn ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd mpadded mphantom menclose merror mstyle none';
const tagsOf = (text: string) => text.split(' ');

/** Attributes that say how a formula is set; none of them loads anything. */
const setting =
  'display mathvariant displaystyle scriptlevel stretchy fence separator form lspace rspace minsize maxsize symmetric largeop movablelimits accent accentunder linethickness columnalign rowspacing columnspacing columnlines rowlines frame width height depth voffset mathcolor mathbackground mathsize notation encoding intent arg';

const options: sanitizeHtml.IOptions = {
  allowedTags: [...tagsOf(words), ...tagsOf(formulas)],
  allowedAttributes: {
    a: ['href', 'title', 'rel', 'target'],
    img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
    ol: ['start', 'reversed'],
    th: ['scope', 'colspan', 'rowspan'],
    td: ['colspan', 'rowspan'],
    abbr: ['title'],
    details: ['open'],
    '*': ['lang', 'dir'],
    ...Object.fromEntries(tagsOf(formulas).map((tag) => [tag, [...tagsOf(setting), 'lang', 'dir']])),
  },
  // Classes are ours: a person's text must not look like a part of the application.
  allowedClasses: { code: ['language-*'], span: ['hljs-*'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['data'] },
  allowProtocolRelative: false,
  // Our policy shows no picture from elsewhere, and none of our pages shall be asked for by a picture.
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !/^(\/files\/|data:image\/)/.test(attribs.src ?? ''),
  transformTags: {
    // The page has its own first heading.
    h1: 'h2',
    a: (tagName, attribs) => ({ tagName, attribs: linkOf(attribs) }),
    img: (tagName, attribs) => ({ tagName, attribs: { alt: '', loading: 'lazy', ...attribs } }),
  },
};

/** Markup in which nothing can act, style, or load in the reader's name. */
export const cleanHtml = (html: string) => sanitizeHtml(html, options);

const linkOf = ({ href = '', ...others }: Record<string, string>) => {
  const { target: _target, rel: _rel, ...kept } = others;
  return /^https?:/i.test(href) ? { ...kept, href, rel: 'noopener noreferrer nofollow ugc' } : { ...kept, href };
};
