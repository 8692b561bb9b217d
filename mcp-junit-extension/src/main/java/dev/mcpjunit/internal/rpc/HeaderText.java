/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.apiguardian.api.API;

/** Strings of a message as values of HTTP headers, as the stateless revisions encode them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HeaderText {

    private static final String BEGIN = "=?base64?";
    private static final String END = "?=";

    private HeaderText() {}

    /** A string as a header value: unchanged if that is safe, else as Base64 between two marks. */
    public static String encode(String text) {
        boolean isPlain = text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\t')
                && text.equals(text.strip())
                && !(text.startsWith(BEGIN) && text.endsWith(END));
        return isPlain ? text : inBase64(text);
    }

    /** A string in Base64 between two marks, which is allowed for any string. */
    public static String inBase64(String text) {
        return BEGIN + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + END;
    }
}
