/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Texts that no authorization server has issued, made from a token that one has issued. */
final class ForgedTokens {

    private static final String FOREIGN_ID = "another";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    /** Made once, because that takes a while. */
    private static final class Foreign {
        static final KeyPair KEYS = generate();

        private static KeyPair generate() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("Every Java has RSA", impossible);
            }
        }
    }

    private final JsonObject header;
    private final String claims;
    private final String signature;

    private ForgedTokens(String good) {
        String[] parts = good.split("\\.", -1);
        header = (JsonObject) Json.parse(new String(DECODER.decode(parts[0]), UTF_8));
        claims = parts[1];
        signature = parts[2];
    }

    /** Forgeries that need no key, by what they are. */
    static Map<String, String> of(String good) {
        var forged = new ForgedTokens(good);
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("a text that is no token", "no-token-" + forged.signature.substring(0, 24));
        String changed =
                new String(DECODER.decode(forged.claims), UTF_8).replaceFirst("\"sub\":\"[^\"]*\"", "\"sub\":\"root\"");
        tokens.put(
                "a token with a changed claim",
                encode(forged.header.toString()) + "." + encode(changed) + "." + forged.signature);
        tokens.put("a token with a changed signature", forged.signed(forged.header, mangled(forged.signature)));
        tokens.put("a token with the algorithm 'none'", forged.signed(none("none"), ""));
        return tokens;
    }

    /**
     * All forgeries, by what they are.
     *
     * @param key the public key of the authorization server, as a JWK
     * @param foreign where {@link #keySet} is
     */
    static Map<String, String> of(String good, JsonObject key, URI foreign) {
        var forged = new ForgedTokens(good);
        Map<String, String> tokens = of(good);
        JsonObject none = forged.header.toBuilder().put("alg", "none").build();
        tokens.put("a token with the algorithm 'none' and the id of a key", forged.signed(none, ""));
        tokens.put("a token with the algorithm 'none' and a signature", forged.signed(none, forged.signature));
        tokens.put("a token with the algorithm 'None'", forged.signed(none("None"), ""));
        tokens.put(
                "a token with the algorithm 'None' and the id of a key",
                forged.signed(none.toBuilder().put("alg", "None").build(), ""));
        byte[] secret = publicKey(key).getEncoded();
        tokens.put("a token signed by HS256 with the public key", forged.hs256(secret));
        tokens.put("a token signed by HS256 with the public key in PEM", forged.hs256(pem(secret)));
        tokens.put("a token that another key has signed", forged.rs256(forged.header));
        tokens.put(
                "a token that has the key which signed it",
                forged.rs256(forged.header.toBuilder().put("jwk", jwk()).build()));
        tokens.put(
                "a token that has the key which signed it, and another id",
                forged.rs256(forged.header.toBuilder()
                        .put("kid", FOREIGN_ID)
                        .put("jwk", jwk())
                        .build()));
        tokens.put(
                "a token that says where the key is which signed it",
                forged.rs256(
                        forged.header.toBuilder().put("jku", foreign.toString()).build()));
        tokens.put(
                "a token that says where the key is which signed it, and has another id",
                forged.rs256(forged.header.toBuilder()
                        .put("kid", FOREIGN_ID)
                        .put("jku", foreign.toString())
                        .build()));
        return tokens;
    }

    /** The key that no authorization server has, as a JWK set. */
    static JsonObject keySet() {
        JsonObject key = jwk().toBuilder()
                .put("kid", FOREIGN_ID)
                .put("use", "sig")
                .put("alg", "RS256")
                .build();
        return JsonObject.builder().put("keys", List.of(key)).build();
    }

    private static JsonObject none(String name) {
        return JsonObject.builder().put("alg", name).put("typ", "JWT").build();
    }

    private String signed(JsonObject header, String signature) {
        return encode(header.toString()) + "." + claims + "." + signature;
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(UTF_8));
    }

    /** Still Base64, and no signature of anything. */
    private static String mangled(String signature) {
        byte[] bytes = DECODER.decode(signature);
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= 0x5a;
        }
        return BASE64.encodeToString(bytes);
    }

    private String hs256(byte[] secret) {
        String text = encode(header.toBuilder().put("alg", "HS256").build().toString()) + "." + claims;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return text + "." + BASE64.encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }

    private String rs256(JsonObject header) {
        String text = encode(header.toString()) + "." + claims;
        try {
            Signature signing = Signature.getInstance("SHA256withRSA");
            signing.initSign(Foreign.KEYS.getPrivate());
            signing.update(text.getBytes(UTF_8));
            return text + "." + BASE64.encodeToString(signing.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has SHA256withRSA", impossible);
        }
    }

    private static JsonObject jwk() {
        var key = (RSAPublicKey) Foreign.KEYS.getPublic();
        return JsonObject.builder()
                .put("kty", "RSA")
                .put("n", BASE64.encodeToString(unsigned(key.getModulus())))
                .put("e", BASE64.encodeToString(unsigned(key.getPublicExponent())))
                .build();
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static PublicKey publicKey(JsonObject jwk) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("The authorization server has an unusable key", unusable);
        }
    }

    private static BigInteger number(JsonObject jwk, String name) {
        return new BigInteger(1, DECODER.decode(jwk.string(name).orElse("")));
    }

    private static byte[] pem(byte[] key) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        return ("-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n").getBytes(UTF_8);
    }
}
