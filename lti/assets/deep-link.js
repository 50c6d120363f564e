/**
 * Sends the answer of a picker on to the platform, as soon as its page is there: loaded, or swapped into the page of a launch where
 * the browser keeps no cookies. Its button is for whoever has no script.
 */
const send = () => document.querySelector('[data-lti-answer]:not([data-sending])')?.requestSubmit();
send();
document.addEventListener('htmx:after:swap', send);
