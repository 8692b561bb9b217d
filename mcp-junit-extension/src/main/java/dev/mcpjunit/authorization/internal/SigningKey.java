/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** A key that signs tokens by RS256, the one algorithm that resource servers verify without configuration. */
final class SigningKey {

    private static final int BITS = 2048;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String id;
    private final KeyPair keys;

    private SigningKey(String id, KeyPair keys) {
        this.id = id;
        this.keys = keys;
    }

    static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new SigningKey(RandomText.of(12), generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has RSA", impossible);
        }
    }

    /** Sign claims: a JWS in its compact form. */
    String sign(JsonObject claims) {
        JsonObject header = JsonObject.builder()
                .put("alg", "RS256")
                .put("typ", "JWT")
                .put("kid", id)
                .build();
        String signed = encode(header) + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has SHA256withRSA", impossible);
        }
    }

    private static String encode(JsonObject part) {
        return BASE64.encodeToString(part.toString().getBytes(UTF_8));
    }

    /** The public key as a JWK. */
    JsonObject jwk() {
        var key = (RSAPublicKey) keys.getPublic();
        return JsonObject.builder()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", id)
                .put("n", unsigned(key.getModulus()))
                .put("e", unsigned(key.getPublicExponent()))
                .build();
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        byte[] magnitude = new byte[bytes.length - sign];
        System.arraycopy(bytes, sign, magnitude, 0, magnitude.length);
        return BASE64.encodeToString(magnitude);
    }
}
