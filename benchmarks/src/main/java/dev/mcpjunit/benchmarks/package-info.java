/* SPDX-License-Identifier: Apache-2.0 */
/** Programs that measure; nothing here is published. */
@NullMarked
package dev.mcpjunit.benchmarks;

import org.jspecify.annotations.NullMarked;
