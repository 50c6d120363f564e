let bearer = null;

/** Where the browser keeps no cookies: the session's bearer lives in this variable and nowhere else. */
export function keepBearer(token) {
  bearer = token;
  // A document request could not carry it, so going back has to stay inside the page.
  window.htmx.config.history = true;
}

export const currentBearer = () => bearer;
