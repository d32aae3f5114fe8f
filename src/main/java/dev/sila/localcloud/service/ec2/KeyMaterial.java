package dev.sila.localcloud.service.ec2;

/**
 * The two halves of a key pair as EC2 shows them.
 *
 * @param type {@code rsa} or {@code ed25519}
 * @param publicKey in OpenSSH's form of one line, without a comment
 * @param fingerprint as EC2 computes it (EC2 user guide, "Verify the fingerprint of your key
 *     pair"): of a created RSA key SHA-1 of the private key, of an imported one MD5 of the public
 *     key, of an ED25519 key SHA-256 as OpenSSH does
 * @param privateKey in PEM; empty of an imported key
 */
record KeyMaterial(String type, String publicKey, String fingerprint, String privateKey) {}
