/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import dev.mcpjunit.json.JsonValue;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A text that was replaced by another.
 *
 * @param before the old text; empty when there was none
 * @param after the new text; empty when there is none
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TextChange(String before, String after) {

    private static final int SENTENCE = 120;

    /**
     * Check whether the words differ, and not only the white space.
     *
     * @return whether the text has to be reviewed
     */
    public boolean isReworded() {
        return !spaced(before).equals(spaced(after));
    }

    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /**
     * Treat two values as texts if they are too long for one sentence.
     *
     * @param before the old value; {@code null} when there was none
     * @param after the new value; {@code null} when there is none
     * @return the texts; empty if they are short
     */
    public static Optional<TextChange> of(@Nullable JsonValue before, @Nullable JsonValue after) {
        String old = before == null ? "" : before.toString();
        String young = after == null ? "" : after.toString();
        return old.length() + young.length() > SENTENCE ? Optional.of(new TextChange(old, young)) : Optional.empty();
    }
}
