/* SPDX-License-Identifier: Apache-2.0 */
/** The home of Jackson databind 3. Internal. */
@NullMarked
package dev.mcpjunit.json.internal.jackson3;

import org.jspecify.annotations.NullMarked;
