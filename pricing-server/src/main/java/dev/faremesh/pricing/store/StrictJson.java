package dev.faremesh.pricing.store;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Walks JSON by the letter of RFC 8259, which the reader of protobuf does not: it takes what is
 * left after the end, and of two members of one name the last.
 */
final class StrictJson {
  private StrictJson() {}

  /**
   * Says where the text is no JSON.
   *
   * @throws TariffsRefused when it is none, or an object has two members of one name
   */
  static void check(String text) {
    var reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    Deque<Set<String>> open = new ArrayDeque<>();
    try {
      while (reader.peek() != JsonToken.END_DOCUMENT) {
        step(reader, open);
      }
    } catch (EOFException e) {
      throw new TariffsRefused("the text ends early (expected: JSON)", e);
    } catch (MalformedJsonException e) {
      throw new TariffsRefused("malformed" + place(e) + " (expected: JSON)", e);
    } catch (IOException e) {
      throw new IllegalStateException("reading a string failed", e);
    }
  }

  private static void step(JsonReader reader, Deque<Set<String>> open) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        reader.beginObject();
        open.push(new HashSet<>());
      }
      case END_OBJECT -> {
        reader.endObject();
        open.pop();
      }
      case BEGIN_ARRAY -> reader.beginArray();
      case END_ARRAY -> reader.endArray();
      case NAME -> {
        if (!open.getFirst().add(reader.nextName())) {
          throw new TariffsRefused(
              List.of(reader.getPath() + ": comes twice (expected: each name once in an object)"));
        }
      }
      case STRING, NUMBER, BOOLEAN, NULL -> reader.skipValue();
      case END_DOCUMENT -> throw new IllegalStateException("the caller stops here");
    }
  }

  /** Where it is, without the advice on how to make the reader lenient. */
  private static String place(MalformedJsonException e) {
    var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return message.substring(Math.max(0, message.indexOf(" at line ")));
  }
}
