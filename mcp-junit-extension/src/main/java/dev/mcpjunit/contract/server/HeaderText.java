/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Texts as they stand in HTTP headers, by the stateless revisions. */
final class HeaderText {

    private static final String BEGIN = "=?base64?";
    private static final String END = "?=";

    private HeaderText() {}

    static String encode(String text) {
        boolean isPlain = text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\t')
                && text.equals(text.strip())
                && !(text.startsWith(BEGIN) && text.endsWith(END));
        return isPlain ? text : BEGIN + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + END;
    }
}
