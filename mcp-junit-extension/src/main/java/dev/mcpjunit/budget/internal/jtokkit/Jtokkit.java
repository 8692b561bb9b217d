/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget.internal.jtokkit;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Counts tokens by JTokkit, if it is on the class path. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Jtokkit {

    /** By name, because the library may be missing, and versions before 1.1 do not have the vocabulary. */
    private static final String ENCODINGS = "com.knuddels.jtokkit.api.EncodingType";

    private static final String O200K_BASE = "O200K_BASE";

    private Jtokkit() {}

    /** Whether a class loader has a version of JTokkit that can count. */
    public static boolean isPresentFor(@Nullable ClassLoader loader) {
        try {
            return Class.forName(ENCODINGS, false, loader).getField(O200K_BASE).isEnumConstant();
        } catch (ClassNotFoundException | NoSuchFieldException | LinkageError missing) {
            return false;
        }
    }

    /** Count the tokens of a text. Special tokens in the text are ordinary text. */
    public static int o200k(String text) {
        return Vocabulary.O200K.countTokensOrdinary(text);
    }

    /** The vocabulary takes a moment to load. */
    private static final class Vocabulary {
        static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
