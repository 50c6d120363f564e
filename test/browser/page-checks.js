// Runs inside a page, by evaluation: what the page draws, looked at as somebody with a narrow window would.

/* eslint-disable no-undef */
(() => {
  const described = (element) => {
    const id = element.id ? `#${element.id}` : '';
    const names =
      typeof element.className === 'string' && element.className ? `.${element.className.split(/\s+/).join('.')}` : '';
    return `${element.localName}${id}${names} "${(element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
  };

  /** Elements that make the page wider than its window; none is good. */
  const overflowing = () => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((element) => {
      return element.getBoundingClientRect().right > clientWidth + 1 && !element.closest('[hidden]');
    });
    return [`${scrollWidth} px in ${clientWidth} px: ${wide.slice(-3).map(described).join(', ')}`];
  };

  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 2 && height > 2 && element.checkVisibility({ visibilityProperty: true });
  };

  /** Elements whose text is cut off, unless a title tells the whole of it. */
  const clipped = () =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => {
        if (!isSeen(element) || element.closest('[title], input, textarea, select, svg')) return false;
        if (!element.textContent?.trim()) return false;
        const { overflowX, overflowY } = getComputedStyle(element);
        const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
        return (
          (cuts(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (cuts(overflowY) && element.scrollHeight > element.clientHeight + 2)
        );
      })
      .map(described);

  const untranslated = 'script, style, template, [translate=no], code, time';
  const isForeign = (element) => {
    const marked = element.closest('[lang]');
    return marked !== null && marked !== document.documentElement;
  };

  function* textsOf(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (element && (element.closest(untranslated) || isForeign(element))) continue;
      yield walker.currentNode.data;
    }
    for (const element of root.querySelectorAll('[title], [aria-label], [placeholder], [alt], input[type=submit]')) {
      if (element.closest('[translate=no]') || isForeign(element)) continue;
      for (const name of ['title', 'aria-label', 'placeholder', 'alt']) yield element.getAttribute(name) ?? '';
      if (element.matches('input[type=submit]')) yield element.value;
    }
    for (const template of root.querySelectorAll('template')) yield* textsOf(template.content);
  }

  /** Addresses, versions, ids, zones of time, orders of growth, and languages named in themselves are the same in every language. */
  const isSameEverywhere = (text) =>
    /^\S*[\d/@_:]\S*$|^O\(.+\)$|^[A-Z][\w+-]+(\/[\w+ -]+)+$|^(UTC|English|Deutsch)$/.test(text);

  /** A message may stand inside another, as one of its values. */
  const withoutMessages = (text) => {
    const rest = text.replace(/⟦[^⟦⟧]*⟧/g, '');
    return rest === text ? rest : withoutMessages(rest);
  };

  /** Texts outside of the pseudo-locale's brackets that are none of these data. */
  const hardCoded = (data) =>
    [...textsOf(document.body), document.title]
      .map((text) => text.trim())
      // The letters of somebody without a picture; one or two could be anything inside a longer text.
      .filter((text) => !data.includes(text) && !isSameEverywhere(text))
      .map((text) =>
        data.reduce((rest, datum) => (datum.length > 2 ? rest.replaceAll(datum, '') : rest), withoutMessages(text)),
      )
      .filter((text) => /\p{L}/u.test(text))
      .map((text) => text.replace(/\s+/g, ' ').slice(0, 80));

  /** Notices whose words the page does not bring along for its scripts. */
  const wordless = (kinds) => [
    ...kinds.filter((kind) => !document.querySelector(`template[data-notice="${kind}"]`)),
    ...(document.getElementById('notices') ? [] : ['#notices']),
  ];

  /** What is missing for tabs, lists of history and whoever shares the address. */
  const untitled = () => {
    const shared = document.querySelector('meta[property="og:title"]')?.content;
    return [
      ...(/\S · Assay$/.test(document.title) ? [] : [`title "${document.title}"`]),
      ...(shared === document.title ? [] : ['no og:title']),
    ];
  };

  return { overflowing, clipped, hardCoded, wordless, untitled };
})();
