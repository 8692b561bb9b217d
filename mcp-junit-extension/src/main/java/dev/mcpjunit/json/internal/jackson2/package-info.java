/* SPDX-License-Identifier: Apache-2.0 */
/** The home of Jackson databind 2. Internal. */
@NullMarked
package dev.mcpjunit.json.internal.jackson2;

import org.jspecify.annotations.NullMarked;
