/* SPDX-License-Identifier: Apache-2.0 */
/** Masks secrets in everything that is printed or written. Internal. */
@NullMarked
package dev.mcpjunit.internal.secret;

import org.jspecify.annotations.NullMarked;
