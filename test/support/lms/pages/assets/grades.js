// Looks every second whether the grades have changed, and shows what is new without a reload.
const grades = document.getElementById('grades');
const news = document.getElementById('news');
let shown = null;

async function look() {
  if (document.hidden) return;
  const answer = await fetch(grades.dataset.fresh).catch(() => null);
  if (!answer?.ok) return;
  const text = await answer.text();
  if (shown !== null && text !== shown) show(text);
  shown = text;
}

function show(text) {
  const focused = document.activeElement?.id;
  const scrolled = grades.querySelector('.scrolls')?.scrollLeft ?? 0;
  grades.innerHTML = text;
  const region = grades.querySelector('.scrolls');
  if (region) region.scrollLeft = scrolled;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  news.textContent = `Changed at ${new Date().toLocaleTimeString('en-GB')}.`;
}

setInterval(() => void look(), 1000);
void look();
