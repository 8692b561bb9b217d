/* SPDX-License-Identifier: Apache-2.0 */
/** Makes text of servers fit to be printed. Internal. */
@NullMarked
package dev.mcpjunit.internal.text;

import org.jspecify.annotations.NullMarked;
