/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection.table;

/** What a server may offer, in the order of the table's columns. */
enum Feature {
    LISTS("lists"),
    CALLS("call"),
    STRUCTURE("structured output"),
    PROGRESS("progress"),
    ELICITATION("elicitation"),
    SAMPLING("sampling"),
    ROOTS("roots"),
    LOGGING("logging"),
    CHANGES("list changes"),
    UPDATES("resource updates"),
    RESOURCES("resources"),
    PROMPTS("prompts"),
    COMPLETION("completion");

    private final String column;

    Feature(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
