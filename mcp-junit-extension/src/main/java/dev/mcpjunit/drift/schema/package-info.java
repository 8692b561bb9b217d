/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Whether every value that one JSON Schema accepts is accepted by another: proved, refuted by an example, or undecided.
 */
@NullMarked
package dev.mcpjunit.drift.schema;

import org.jspecify.annotations.NullMarked;
