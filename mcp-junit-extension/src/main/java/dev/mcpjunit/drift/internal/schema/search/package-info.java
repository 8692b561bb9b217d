/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Looks for counterexamples by trying values, and makes those that were found as small as can be. Internal: no API of
 * the project.
 */
@NullMarked
package dev.mcpjunit.drift.internal.schema.search;

import org.jspecify.annotations.NullMarked;
