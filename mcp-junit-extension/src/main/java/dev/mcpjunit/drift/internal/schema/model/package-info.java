/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A schema as what it demands, however it is written: equal schemas are one object.
 *
 * <p>{@code Evaluation} stands beside the validator on purpose: a witness counts only if two independent
 * implementations agree on it (N-version check).
 */
@NullMarked
package dev.mcpjunit.drift.internal.schema.model;

import org.jspecify.annotations.NullMarked;
