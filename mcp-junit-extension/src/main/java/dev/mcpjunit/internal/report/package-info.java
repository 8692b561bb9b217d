/* SPDX-License-Identifier: Apache-2.0 */
/** The HTML report of a run: the lines of its data, the files that hold them, and the page that shows them. */
@NullMarked
package dev.mcpjunit.internal.report;

import org.jspecify.annotations.NullMarked;
