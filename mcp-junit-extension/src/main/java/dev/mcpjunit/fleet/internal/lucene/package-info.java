/* SPDX-License-Identifier: Apache-2.0 */
/** The home of Lucene. Internal. */
@NullMarked
package dev.mcpjunit.fleet.internal.lucene;

import org.jspecify.annotations.NullMarked;
