/* SPDX-License-Identifier: Apache-2.0 */
/** Configuration parameters and placeholders. Internal. */
@NullMarked
package dev.mcpjunit.internal.settings;

import org.jspecify.annotations.NullMarked;
