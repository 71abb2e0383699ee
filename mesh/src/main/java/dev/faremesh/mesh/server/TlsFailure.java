package dev.faremesh.mesh.server;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What to say of a connection that was not made because the ends disagree about TLS. A caller in
 * clear text is not among them: a server that wants TLS hangs up on it without a word.
 */
final class TlsFailure {
  private TlsFailure() {}

  /** The failure in words, or empty when it is another one. */
  static Optional<StatusRuntimeException> explain(String method, Status status) {
    return why(status)
        .map(why ->
            ErrorStatus.of(
                Status.Code.UNAVAILABLE,
                "TLS_FAILED",
                "no connection for " + method + ": " + why,
                Map.of("method", method)));
  }

  private static Optional<String> why(Status status) {
    Throwable cause = status.getCause();
    var said = "";
    boolean tls = false;
    boolean certificate = false;
    for (; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotSslRecordException) {
        return Optional.of("the server speaks clear text (expected: TLS, as this caller does)");
      }
      tls |= cause instanceof SSLException;
      certificate |= cause instanceof CertificateException;
      said = String.valueOf(cause.getMessage());
    }
    if (!tls) {
      return Optional.empty();
    }
    return Optional.of(
        certificate
            ? "the certificate of the server is not believed: " + said
            : "the server refuses this caller: " + said);
  }
}
