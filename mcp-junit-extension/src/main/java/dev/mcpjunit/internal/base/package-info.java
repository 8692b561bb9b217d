/* SPDX-License-Identifier: Apache-2.0 */
/** Checks of arguments that every package may use. Internal. */
@NullMarked
package dev.mcpjunit.internal.base;

import org.jspecify.annotations.NullMarked;
