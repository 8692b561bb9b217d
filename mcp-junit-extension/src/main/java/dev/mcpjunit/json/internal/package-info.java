/* SPDX-License-Identifier: Apache-2.0 */
/** What JSON needs beyond its values. */
@NullMarked
package dev.mcpjunit.json.internal;

import org.jspecify.annotations.NullMarked;
