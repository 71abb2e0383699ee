package dev.faremesh.mesh.stream;

/**
 * What a server does with the messages of one report stream. Called by one thread at a time; after
 * {@link #ended} or {@link #lost} not at all.
 *
 * @param <Q> the message
 */
public interface ReportHandler<Q> {
  /**
   * Takes a message that keeps the rules of its contract.
   *
   * @throws Rejected when it is not taken; the stream goes on
   * @throws io.grpc.StatusRuntimeException when the stream cannot go on; it ends with this
   */
  void take(Q message) throws Rejected;

  /** The client said all that it had to say. */
  void ended();

  /** The stream broke off, or was refused. */
  void lost();
}
