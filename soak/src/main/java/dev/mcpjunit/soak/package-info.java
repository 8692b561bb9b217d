/* SPDX-License-Identifier: Apache-2.0 */
/** Programs that run for long and check that nothing is left, lost or torn. */
@NullMarked
package dev.mcpjunit.soak;

import org.jspecify.annotations.NullMarked;
