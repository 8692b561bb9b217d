/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.text;

/**
 * Where a sentence mentions a concept.
 *
 * @param from its first token
 * @param to the token after its last
 * @param isNegated whether the clause denies it
 * @param isOrdered whether it is an order to the reader, such as {@code send} and {@code must be sent} but not
 *     {@code sends}
 */
record Mention(String concept, int from, int to, boolean isNegated, boolean isOrdered) {}
