const scope = (name: string) => `https://purl.imsglobal.org/spec/lti-ags/scope/${name}`;

/** Scopes of Assignment and Grade Services (AGS 3.2, 3.3.2, 3.4.2). */
export const gradeScopes = {
  lineItem: scope('lineitem'),
  readLineItem: scope('lineitem.readonly'),
  readResult: scope('result.readonly'),
  score: scope('score'),
} as const;

/** Media types, sent exactly so and without a charset: Moodle takes no other (AGS 3.2.1, 3.3.3, 3.4.3; MOO-08). */
export const gradeTypes = {
  lineItem: 'application/vnd.ims.lis.v2.lineitem+json',
  lineItems: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  score: 'application/vnd.ims.lis.v1.score+json',
} as const;
