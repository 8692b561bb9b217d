/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import java.security.SecureRandom;
import java.util.Base64;
import org.apiguardian.api.API;

/** Texts that cannot be guessed. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RandomText {

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    static String of(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** A secret whose shape is known, so that it is masked in each text of this library without being remembered. */
    public static String secret() {
        return "mcpauth_" + of(SECRET_BYTES);
    }
}
