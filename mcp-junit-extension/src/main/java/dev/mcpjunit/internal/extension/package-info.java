/* SPDX-License-Identifier: Apache-2.0 */
/** What happens around a test, in terms of values that were read from annotations. Internal. */
@NullMarked
package dev.mcpjunit.internal.extension;

import org.jspecify.annotations.NullMarked;
