package dev.faremesh.mesh.call;

/** What the layers know of the connection below them. Safe for use by threads. */
public interface Connection {
  /** For channels whose connection is none of ours: always ready. */
  Connection ALWAYS_READY =
      new Connection() {
        @Override
        public void hurry() {}

        @Override
        public long notReadyNanos() {
          return 0;
        }

        @Override
        public String state() {
          return "";
        }
      };

  /** Ends the wait for the next connection attempt: a breaker wants to probe. */
  void hurry();

  /** For how long it could not have been used, in nanoseconds: 0 when it can be, or is idle. */
  long notReadyNanos();

  /** As grpc names it, for people: empty when it is not known. */
  String state();
}
