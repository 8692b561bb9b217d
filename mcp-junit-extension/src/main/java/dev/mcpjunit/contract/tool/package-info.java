/* SPDX-License-Identifier: Apache-2.0 */
/** Sample calls of tools, and the strength of output schemas. Independent of JUnit. */
@NullMarked
package dev.mcpjunit.contract.tool;

import org.jspecify.annotations.NullMarked;
