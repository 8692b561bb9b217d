/* SPDX-License-Identifier: Apache-2.0 */
/** The test classes that {@code start-up} runs, each in a JVM of its own. */
@NullMarked
package dev.mcpjunit.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
