/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The messages that a logger gets, until it is closed. */
public final class LoggedMessages implements AutoCloseable {

    private final Logger logger;
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            messages.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LoggedMessages(Logger logger) {
        this.logger = logger;
        logger.addHandler(handler);
    }

    /** Keep what a logger gets from now on. */
    public static LoggedMessages of(String logger) {
        return new LoggedMessages(Logger.getLogger(logger));
    }

    /** The messages so far. */
    public List<String> all() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
