/**
 * For tests only, valid until 2126 for localhost, 127.0.0.1, lms.example and *.lms.example. Made by
 * openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=test
 *   -addext subjectAltName=DNS:localhost,DNS:lms.example,DNS:*.lms.example,IP:127.0.0.1
 */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBrzCCAVWgAwIBAgIUTEixGVKwa98RvYcBaEDSzE0kTcIwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjEwMzM0MjdaGA8yMTI2MTAyODAzMzQy
N1owDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPwY
Sj8hJrN5Kji692Uz1rO/cUK7qXQdsigpExzRa63VC+1QDgJ4JqfaFGAji0mPZG4V
Ou410sn9iWgZ9RBTdDCjgYwwgYkwHQYDVR0OBBYEFDHrtPk4mV1iQdDS8birc6fR
m0zTMB8GA1UdIwQYMBaAFDHrtPk4mV1iQdDS8birc6fRm0zTMA8GA1UdEwEB/wQF
MAMBAf8wNgYDVR0RBC8wLYIJbG9jYWxob3N0ggtsbXMuZXhhbXBsZYINKi5sbXMu
ZXhhbXBsZYcEfwAAATAKBggqhkjOPQQDAgNIADBFAiEA9eDDekbvWb3dKb8DkQDB
8K33QwqkXSNcOF/VMpyN8fgCIBi5ftNjwVFB2C1NO790jWkcHJDwJn73w5TW/X3r
3C7+
-----END CERTIFICATE-----
`;

export const privateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgyILYaebknQtl2Zl/
Bi43hCPvJ+qU2KL5ZN+fbeGJtHahRANCAAT8GEo/ISazeSo4uvdlM9azv3FCu6l0
HbIoKRMc0Wut1QvtUA4CeCan2hRgI4tJj2RuFTruNdLJ/YloGfUQU3Qw
-----END PRIVATE KEY-----
`;
