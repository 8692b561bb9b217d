/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Regular expressions as JSON Schema means them (ECMA-262, Unicode mode): matched without backtracking where they are
 * regular, and combined into languages that can be asked for an example. Internal: no API of the project.
 */
@NullMarked
package dev.mcpjunit.json.internal.regex;

import org.jspecify.annotations.NullMarked;
