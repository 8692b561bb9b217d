/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection.table;

import dev.mcpjunit.failure.McpException;
import java.util.regex.Pattern;

/** Why a server could not be reached, for a cell. */
final class Refusal {

    /** Its name and address in front; and behind, what comes after the first sentence, raw data, or a page of HTML. */
    private static final Pattern AROUND = Pattern.compile("^Server 'server'( at [^ ]+)? |:? \\{.*|: <.*|\\. .*");

    private Refusal() {}

    /** The first cause is what the server said; what is around it advises. */
    static String inShort(McpException refused) {
        String words = refused.getMessage();
        for (Throwable cause = refused; cause instanceof McpException known; cause = known.getCause()) {
            words = known.getMessage();
        }
        return AROUND.matcher(words.lines().findFirst().orElse(""))
                .replaceAll("")
                .replace("|", "/");
    }
}
