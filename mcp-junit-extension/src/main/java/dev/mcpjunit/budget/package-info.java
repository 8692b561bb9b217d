/* SPDX-License-Identifier: Apache-2.0 */
/** What tool definitions cost in the context of a model. */
@NullMarked
package dev.mcpjunit.budget;

import org.jspecify.annotations.NullMarked;
