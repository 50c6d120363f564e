/** Tables, and schemas beside public, that belong to no organization, each with the reason. */
export const tablesWithoutOrganization: Readonly<Record<string, string>> = {
  organization:
    'is the tenant itself; its policy shows one row inside an organization and the directory to the installation',
  operator: 'people who run the installation are members of no organization',
  operator_session: 'sessions of the people who run the installation, who are members of no organization',
  operator_second_factor: 'codes of the people who run the installation, who are members of no organization',
  installation: 'one row: what is true of the installation as a whole',
  lti_platform: 'who signs for many schools at once; which organization a launch is in, its deployment decides',
  lti_registration: 'our client at a platform, which many schools may share',
  lti_pending_deployment: 'belongs to nobody yet: an operator says whose it is, and then it becomes a deployment',
  lti_login: 'a launch that has begun; its organization is known when the token has been verified',
  lti_access_token: 'a token of a registration, which many schools may share',
  lti_tool_key: 'keys of the installation, which platforms of all organizations verify by',
  receipt_key: 'keys of the installation, which anybody verifies receipts by',
  mikro_orm_migrations: 'which migrations have run; the application may only read it',
  'schema pgboss': 'the job queue; the organization is in the payload, and a worker opens it as the tenant',
};
