/** The whole screen for the page in the frame, where the page around it allows that. */
export function offerFullScreen() {
  const button = document.querySelector('[data-full-screen]');
  if (!button) return;
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener('click', () => {
    void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  });
}
