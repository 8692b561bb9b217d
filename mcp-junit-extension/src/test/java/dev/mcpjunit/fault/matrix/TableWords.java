/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.matrix;

import java.util.Optional;

/** The words of the table, the same for all clients. */
final class TableWords {

    static final String RESULT = "result";
    static final String TIMES_OUT = "times out";
    static final String CONNECTION = "connection error";
    static final String CLOSED = "connection closed";
    static final String INVALID = "invalid answer";
    static final String INPUT = "is asked for input";
    static final String REFUSES_REVISION = "refuses the revision";
    static final String REPORTS = "reports it";
    static final String NEW_ARGUMENT = "surprise";
    static final String UNKNOWN_REVISION = "1999-01-01";

    static final String READS_FLOOD = "reads the flood";
    static final String SEES_ERRORS_END = "sees the end of standard error";

    /** So much on standard error is a flood. */
    static final int FLOOD = 1_000_000;

    private static final int LARGE = 1 << 20;

    private TableWords() {}

    static String ofResult(boolean isError, int length) {
        if (isError) {
            return "tool error";
        }
        return length == 0 ? "empty result" : length > LARGE ? "giant result" : RESULT;
    }

    /** How connecting ended, given what the client said and how it would otherwise be put into words. */
    static String ofRefusal(String message, String otherwise) {
        return message.contains(UNKNOWN_REVISION) ? REFUSES_REVISION : otherwise;
    }

    static String ofTools(int count, Optional<String> forecast) {
        return forecast.filter(tool -> tool.contains(NEW_ARGUMENT))
                .map(tool -> "changed schema")
                .orElse(count > 0 ? RESULT : "no tools");
    }
}
