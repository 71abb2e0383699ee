package dev.faremesh.cli.call;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A value of {@code --target}: an address, and whose it is when that was said.
 *
 * @param address a gRPC name that ends in a port, such as {@code 127.0.0.1:50051}
 */
record Target(Optional<Peer> peer, String address) {
  // A name or an IPv6 address in brackets, and a port; dns:/// asks for every address of the name.
  private static final Pattern FORM =
      Pattern.compile("(?:dns:///)?(?:[\\w.-]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))");
  private static final String EXPECTED =
      "expected: HOST:PORT or NAME=HOST:PORT with NAME supply, demand or pricing";

  /** Reads {@code HOST:PORT} or {@code NAME=HOST:PORT}. */
  static Target parse(String text) {
    int equals = text.indexOf('=');
    var address = text.substring(equals + 1);
    var form = FORM.matcher(address);
    if (!form.matches() || !isPort(form.group(1))) {
      throw wrong(text);
    }
    return new Target(
        equals < 0 ? Optional.empty() : Optional.of(peer(text, text.substring(0, equals))),
        address);
  }

  private static boolean isPort(String digits) {
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= 65_535;
  }

  private static Peer peer(String text, String name) {
    for (Peer peer : Peer.values()) {
      if (peer.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return peer;
      }
    }
    throw wrong(text);
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException("'%s' (%s)".formatted(text, EXPECTED));
  }
}
