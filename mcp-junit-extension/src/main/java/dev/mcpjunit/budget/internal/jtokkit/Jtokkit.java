/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget.internal.jtokkit;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import org.apiguardian.api.API;

/** Counts tokens by JTokkit. Load it only if JTokkit is on the class path. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Jtokkit {

    /** The class that must be on the class path. */
    public static final String REQUIRED = "com.knuddels.jtokkit.Encodings";

    private Jtokkit() {}

    /** Count the tokens of a text. Special tokens in the text are ordinary text. */
    public static int o200k(String text) {
        return O200k.ENCODING.countTokensOrdinary(text);
    }

    /** The vocabulary takes a moment to load. */
    private static final class O200k {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
