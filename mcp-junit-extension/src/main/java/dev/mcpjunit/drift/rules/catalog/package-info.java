/* SPDX-License-Identifier: Apache-2.0 */
/** One rule per kind of change of a tool, a prompt, a resource or the server. */
@NullMarked
package dev.mcpjunit.drift.rules.catalog;

import org.jspecify.annotations.NullMarked;
