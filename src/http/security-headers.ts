import helmet from 'helmet';

const self = ["'self'"];

/** What the browser may do with a page of ours: nothing from elsewhere, nothing inline, no frame but those named [U-13]. */
export const securityHeaders = ({ production }: { readonly production: boolean }) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: self,
        styleSrc: self,
        imgSrc: [...self, 'data:'],
        fontSrc: self,
        connectSrc: self,
        formAction: self,
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    // The policy's frame-ancestors decides; the older header cannot name the frames of an LMS.
    xFrameOptions: false,
    strictTransportSecurity: production ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
