/** A login with its registration and the deployment that its token names, as `find_lti_login` returns them. */
export interface FoundLogin {
  readonly id: string;
  readonly nonce: string;
  readonly target_link_uri: string;
  readonly binding_hash: string;
  readonly storage_hash: string | null;
  readonly storage_target: string | null;
  readonly request: Readonly<Record<string, string>>;
  readonly is_consumed: boolean;
  readonly is_expired: boolean;
  readonly registration_id: string;
  readonly platform_id: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly jwks_uri: string;
  readonly authorization_endpoint: string;
  readonly algorithms: readonly string[];
  readonly trusted_audiences: readonly string[];
  readonly product_family: string | null;
  readonly registration_status: 'active' | 'suspended';
  /** The organization that invited the platform. */
  readonly invited_by: string | null;
  /** Id of the deployment's row; null for one that belongs to no organization. */
  readonly deployment: string | null;
  readonly organization_id: string | null;
  readonly deployment_status: 'active' | 'suspended' | null;
  readonly frame_origins: readonly string[] | null;
  readonly platform_guid: string | null;
}
