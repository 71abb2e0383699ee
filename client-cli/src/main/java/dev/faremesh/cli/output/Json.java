package dev.faremesh.cli.output;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** Messages of the contracts as protobuf's JSON. */
public final class Json {
  private static final JsonFormat.Printer PRINTER = JsonFormat.printer();

  private Json() {}

  /** Over several lines, for one document. */
  public static String document(MessageOrBuilder message) {
    return print(PRINTER, message);
  }

  /** On one line, for a stream of them. */
  public static String line(MessageOrBuilder message) {
    return print(PRINTER.omittingInsignificantWhitespace(), message);
  }

  private static String print(JsonFormat.Printer printer, MessageOrBuilder message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a message has no JSON form: " + e.getMessage(), e);
    }
  }
}
