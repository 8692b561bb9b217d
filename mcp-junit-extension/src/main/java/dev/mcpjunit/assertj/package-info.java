/* SPDX-License-Identifier: Apache-2.0 */
/** Assertions for those who use AssertJ; nothing else in the library depends on it. */
@NullMarked
package dev.mcpjunit.assertj;

import org.jspecify.annotations.NullMarked;
